"""Editing a draft: one part at a time, saved while one types, with what is still wrong beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.forms.taskbooks import PartForm
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks import editing
from ceyuan.apps.projects.taskbook_checks import findings_of
from ceyuan.apps.projects.taskbook_shown import ShownFinding, edit_url, has_lists, nested, shown_finding
from ceyuan.apps.projects.taskbook_words import place
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.core.taskbook import TaskBook, parent, section, told
from ceyuan.kit.forms import Form
from ceyuan.kit.regions import wants_region
from ceyuan.kit.views import Crumb, FormView

from .on_project import OfTheLeader
from .taskbook_list import list_crumb
from .taskbook_page import version_url
from .taskbook_places import around_of, class_at, draft_of, part_at, part_or_none


class DraftView(OfTheLeader, FormView):
    """What editing and adding have in common: the draft, the place in it, and the way back."""

    permission = selectors.PERMISSION
    template_name = "projects/taskbook_edit.html"
    version: TaskBookVersion
    book: TaskBook
    path: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.path = request.GET.get("at", "")[:400]
        return super().dispatch(request, *args, **kwargs)

    def load(self, pk: int) -> None:
        """Find the draft."""
        self.version = draft_of(self.actor, pk, writes=self.request.method == "POST")
        self.book = selectors.wording(self.version)

    def sources(self) -> dict[str, str]:
        """What was promised before, to choose from."""
        return {one.key: one.name for one in selectors.sources(self.version.task_book.project)}

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = [list_crumb(), Crumb(self.version.task_book.number, version_url(self.version))]
        if (around := around_of(self.path)) and part_or_none(self.book, around) is not None:
            found.append(Crumb(place(around, self.book), edit_url(self.version, around)))
        return found

    def success_url(self, result: Any) -> str:
        around = around_of(self.path)
        if around and part_or_none(self.book, around) is not None:
            return edit_url(self.version, around)
        return f"{version_url(self.version)}#{section(self.path)}"

    def findings(self) -> list[ShownFinding]:
        """What is wrong with this part, or with this list as a whole."""
        project = self.version.task_book.project
        found = findings_of(project, self.book, is_change=self.version.change_order_id is not None)
        inside = (f"{self.path}.", f"{self.path}[")
        here = [one for one in found if one.path == self.path or one.path.startswith(inside)]
        return [shown_finding(self.version, self.book, one, editable=True) for one in here]


class TaskBookEditView(DraftView):
    """Edit the fields of one part."""

    done = _("Saved.")

    def page_title(self, **context: Any) -> str:
        return place(self.path, self.book)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.load(kwargs["pk"])
        self.part = part_or_none(self.book, self.path)
        # Somebody took the line out while this writer typed: what was typed comes back with that answer.
        is_gone = self.part is None and data is not None and self.path.endswith("]")
        cls = class_at(self.path) if is_gone else type(self.part)
        if isinstance(self.part, tuple | str | int) or not hasattr(cls, "__dataclass_fields__"):
            raise Http404
        present = {} if is_gone else told(self.part)
        options: dict[str, Any] = {"cls": cls, "path": self.path, "present": present, "book": self.book}
        return PartForm(data, actor=self.actor, sources=self.sources(), **options)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return editing.edit(
            actor=self.actor, version_id=kwargs["pk"], path=self.path, values=form.values, seen=form.before
        )

    def frame(self, **context: Any) -> dict[str, Any]:
        lists = nested(self.version, self.book, self.part, self.path) if self.part is not None else []
        anew = edit_url(self.version, parent(self.path), "taskbook_add") if self.part is None else ""
        return super().frame(
            **context,
            version=self.version,
            back=self.success_url(None),
            findings=self.findings(),
            lists=lists,
            autosaves=self.part is not None,
            add_anew=anew,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not (wants_region(request) and request.POST.get("autosave")):
            return super().post(request, **kwargs)
        form: Any = self.build(request.POST, **kwargs)
        conflict = ""
        if form.is_valid():
            try:
                self.call(form, **kwargs)
            except (Invalid, Refused) as problem:
                form.take(problem)
                conflict = " ".join(map(str, form.non_field_errors())) or gettext("Not saved yet.")
            else:
                form = self.build(**kwargs)
        else:
            conflict = gettext("Not saved yet: a field holds something that does not fit.")
        faults = [(bound.label, bound.id_for_label, bound.errors) for bound in form if bound.errors]
        context = {"form": form, "findings": self.findings(), "conflict": conflict, "saved": not conflict}
        return render(request, "projects/taskbook_saved.html", {**context, "faults": faults})


class TaskBookAddView(DraftView):
    """Add an item to a list."""

    submit, done = _("Add"), _("Added.")

    def page_title(self, **context: Any) -> str:
        return gettext("Add: %(list)s") % {"list": taskbook_labels.field_label(self.path)}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.load(kwargs["pk"])
        part = part_at(self.book, self.path)
        if not isinstance(part, tuple):
            raise Http404
        options: dict[str, Any] = {"cls": class_at(self.path), "path": self.path, "book": self.book}
        return PartForm(data, actor=self.actor, sources=self.sources(), taken=[one.key for one in part], **options)

    def call(self, form: Any, **kwargs: Any) -> Any:
        _version, key = editing.add(actor=self.actor, version_id=kwargs["pk"], path=self.path, values=form.added)
        return key

    def success_url(self, result: Any) -> str:
        if result and has_lists(class_at(self.path), self.path):
            return edit_url(self.version, f"{self.path}[{result}]")
        return super().success_url(result)

    def frame(self, **context: Any) -> dict[str, Any]:
        back = super().success_url(None)
        return super().frame(**context, version=self.version, back=back, findings=self.findings(), lists=[])
