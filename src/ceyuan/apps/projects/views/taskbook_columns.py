"""What was promised first, what is promised now, what was achieved: side by side, part by part."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.apps.projects.naming import title_of
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.taskbook_achieved import achieved_by_key
from ceyuan.apps.projects.taskbook_tables import cell
from ceyuan.apps.projects.taskbook_words import value_text
from ceyuan.core.taskbook import TaskBook
from ceyuan.core.taskbook.columns import Row, side_by_side
from ceyuan.kit.views import ActorView, Crumb

from .on_project import OfTheLeader
from .taskbook_list import list_crumb

# The lists that can be looked at, and the fields of each that tell most.
SHOWN = {
    "indicators": ("baseline", "midterm", "final", "unit_of_measure"),
    "deliverables": ("title", "quantity", "due_on", "state"),
    "milestones": ("name", "due_on", "payment_share_ppm"),
    "topics": ("title", "unit", "leader", "budget_minor"),
    "people": ("unit", "role", "months"),
    "participants": ("role", "work", "amount_minor"),
    "funding": ("source", "year", "amount_minor"),
}
TONES = {"changed": "warn", "added": "good", "removed": "bad", "same": "neutral"}


class TaskBookColumnsView(OfTheLeader, ActorView):
    """The page; `?part=` names the list, `?changed=1` leaves out what is the same."""

    permission = selectors.PERMISSION
    template_name = "projects/taskbook_columns.html"

    def page_title(self, **context: Any) -> str:
        return gettext("Original and current: %(project)s") % {"project": title_of(context["project"])}

    def crumbs(self, **context: Any) -> list[Crumb]:
        book = context["book"]
        return [list_crumb(), Crumb(book.number, reverse("projects:taskbook", args=[book.project.code]))]

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        book = selectors.book_of(self.actor, code)
        if book is None:
            raise Http404
        first, now = selectors.first_binding(book), selectors.in_force(book)
        part = request.GET.get("part", "indicators")
        part = part if part in SHOWN else "indicators"
        rows: list[dict[str, Any]] = []
        if first is not None and now is not None:
            original, current = selectors.wording(first), selectors.wording(now)
            achieved = achieved_by_key(book.project) if part == "indicators" else {}
            found = side_by_side(part, original, current, achieved)
            rows = [_row(one, current) for one in found]
        only = request.GET.get("changed") == "1"
        context = self.frame(
            project=book.project,
            book=book,
            first=first,
            now=now,
            part_label=taskbook_labels.section_label(part),
            tabs=[_tab(name, current_part=part, only=only) for name in SHOWN],
            rows=[row for row in rows if not only or row["kind_code"] != "same"],
            changed=sum(row["kind_code"] != "same" for row in rows),
            lowered=sum(row["is_lowered"] for row in rows),
            only=only,
            part=part,
        )
        return render(request, self.template_name, context)


def _tab(name: str, *, current_part: str, only: bool) -> dict[str, Any]:
    url = f"?part={name}{'&changed=1' if only else ''}"
    return {"label": taskbook_labels.section_label(name), "url": url, "current": name == current_part, "count": None}


def _row(row: Row, book: TaskBook) -> dict[str, Any]:
    return {
        "label": row.label,
        "original": _told(row, row.original, book),
        "current": _told(row, row.current, book),
        "achieved": "" if row.achieved is None else str(row.achieved),
        "kind": words.CHANGE_KINDS[row.kind],
        "kind_code": row.kind,
        "tone": TONES[row.kind],
        "is_lowered": row.is_lowered,
        "fields": [str(taskbook_labels.field_label(f"{row.section}[x].{name}")) for name in row.changed],
    }


def _told(row: Row, item: Any, book: TaskBook) -> list[tuple[str, str, bool]]:
    """The fields of an item: name, value, and whether it differs between the two."""
    if item is None:
        return []
    currency = book.header.currency
    names = [*SHOWN[row.section], *(name for name in row.changed if name not in SHOWN[row.section])]
    shown = []
    for name in names:
        text = cell(row.section, item, name, book) if name in SHOWN[row.section] else ""
        text = text or value_text(f"{row.section}[x].{name}", getattr(item, name), currency)
        if text:
            label = str(taskbook_labels.field_label(f"{row.section}[x].{name}"))
            shown.append((label, text, name in row.changed))
    return shown
