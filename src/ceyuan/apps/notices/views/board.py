"""The notice board: the list, one notice as it hangs, and the same on paper."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.notices import messages as words
from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.filters import NoticeFilters
from ceyuan.apps.notices.models import Notice
from ceyuan.apps.notices.paper import notice_pdf
from ceyuan.apps.notices.policies import HANDLE, PUBLISH, VIEW, may_object
from ceyuan.apps.notices.selectors import notices as selectors
from ceyuan.apps.notices.services.publishing import SUBJECT
from ceyuan.apps.notices.tables import NoticeTable
from ceyuan.apps.notices.wording import days_left_text, field_names, kind_name
from ceyuan.apps.workflow.interface import CaseOptions, case_options
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Empty, plain_table
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, ListView

MOST_ACTS = 40


def board_crumb() -> Crumb:
    """The way back to the board."""
    return Crumb(_("Notice board"), reverse("notices:list"))


class NoticeListView(ListView):
    """公示栏."""

    title = _("Notice board")
    permission = VIEW
    table, filters = NoticeTable, NoticeFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No notices yet"), _("What is decided and has to be put on show appears here with its period."))
    export_name = "notices"

    def actions(self, **context: Any) -> list[Action]:
        found = [
            Action(_("My objections"), reverse("notices:own_list"), "user"),
            Action(_("Working days"), reverse("notices:calendar"), "calendar"),
        ]
        if self.actor.may(PUBLISH):
            found.append(Action(_("New notice"), reverse("notices:draft"), "plus", primary=True))
        return found


class NoticeDetailView(DetailView):
    """One notice as it hangs on the board, with the working days that are left."""

    permission = VIEW
    template_name = "notices/notice_detail.html"
    selector = staticmethod(selectors.board)

    def page_title(self, **context: Any) -> Any:
        return context["object"].notice.title

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [board_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        board = context["object"]
        key = board.notice.pk
        found = [Action(_("Print"), reverse("notices:paper", args=[key]), "file-text")]
        office = self.actor.may(PUBLISH, board.notice.unit.path)
        if office and board.phase == "draft":
            found.append(Action(_("Change the draft"), reverse("notices:redraft", args=[key]), "edit"))
        if office and board.phase == "running":
            found.append(Action(_("Prolong"), reverse("notices:prolong", args=[key]), "clock"))
        if board.phase == "running" and may_object(self.actor):
            found.append(Action(_("Object"), reverse("notices:object", args=[key]), "flag", primary=True))
        return found

    def more(self, found: selectors.Board) -> dict[str, Any]:
        notice = found.notice
        office = self.actor.may(PUBLISH, notice.unit.path)
        return {
            "notice": notice,
            "kind": kind_name(notice.template),
            "audience": words.AUDIENCES[notice.audience],
            "phase_text": words.PHASES[found.phase],
            "phase_tone": words.PHASE_TONES[found.phase],
            "left_text": days_left_text(found.days_left) if found.phase == "running" else "",
            "lines": _lines(found),
            "options": self._options(notice) if office and notice.state in {"draft", "running"} else None,
            "provisional_year": _provisional_year(notice),
            "handles": self.actor.may(HANDLE, notice.unit.path) and found.open_objections,
            "history": _history(self.actor, notice.pk) if office else [],
        }

    def _options(self, notice: Any) -> CaseOptions:
        return case_options(
            self.actor,
            notice,
            notice.unit.path,
            url=reverse("notices:step", args=[notice.pk]),
            steps=words.STEPS,
            states=words.STATES,
            facts=selectors.facts(notice),
        )


def _provisional_year(notice: Notice) -> int | None:
    """The year in which the period ends, when its arrangement of holidays is not published yet."""
    ends = notice.ends_on
    return ends.year if ends is not None and calendar().is_provisional(ends) else None


class NoticePaperView(ActorView):
    """The notice as PDF."""

    permission = VIEW

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.board(self.actor, pk)
        if found is None:
            raise Http404
        response = HttpResponse(notice_pdf(found, self.actor.name), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="notice-{found.notice.pk}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


def _lines(board: selectors.Board) -> Any:
    columns = [
        Column("position", _("No."), "number", value=lambda row: row.line.position, digits=0),
        Column("text", _("What is put on show"), value=lambda row: row.line.text, wide=True),
    ]
    columns += [
        Column(code, name, value=partial(_field, code), optional=True)
        for code, name in field_names(board.notice.template).items()
    ]
    if board.phase != "draft":
        columns.append(
            Column(
                "standing",
                _("Objections"),
                "badge",
                value=_standing,
                labels=words.STANDINGS,
                tones=words.STANDING_TONES,
            )
        )
    return plain_table(columns, board.lines, _("What is put on show"))


def _field(code: str, row: selectors.ShownLine) -> str:
    return str(row.line.fields.get(code, ""))


def _standing(row: selectors.ShownLine) -> str:
    return row.standing or "clear"


def _history(actor: Any, key: int) -> list[dict[str, Any]]:
    return [
        {"label": words.ACTS.get(act.act, act.act), "who": act.actor_name, "when": act.at, "reason": act.reason}
        for act in audit.of_subject(actor, SUBJECT, key)[:MOST_ACTS]
    ]
