"""Editing a draft: one part at a time, saved while one types, with what is still wrong beside it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.forms.taskbooks import PartForm
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks import editing
from ceyuan.apps.projects.taskbook_checks import findings_of
from ceyuan.apps.projects.taskbook_shown import ShownFinding, edit_url, nested, shown_finding
from ceyuan.apps.projects.taskbook_words import place
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import TaskBook
from ceyuan.core.taskbook.schema import shape_of
from ceyuan.kit.forms import Form
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.regions import wants_region
from ceyuan.kit.views import ActorView, Crumb, FormView, redirect

from .taskbook_list import list_crumb
from .taskbook_page import may_edit, version_url
from .taskbook_places import class_at, part_at


class DraftView(FormView):
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
        """Find the draft; 404 for what the actor must not know, 403 for what the actor must not write."""
        found = selectors.version(self.actor, pk)
        if found is None:
            raise Http404
        self.version, self.book = found, selectors.wording(found)
        if not may_edit(self.actor, found):
            raise Http404

    def sources(self) -> dict[str, str]:
        """What was promised before, to choose from."""
        return {one.key: one.name for one in selectors.sources(self.version.task_book.project)}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), Crumb(self.version.task_book.number, version_url(self.version))]

    def success_url(self, result: Any) -> str:
        section = self.path.split("[")[0].split(".")[0]
        if "[" in self.path.rpartition("[")[0]:
            return edit_url(self.version, self.path.rpartition(".")[0] if self.path.endswith("]") else self.path)
        return f"{version_url(self.version)}#{section}"


class TaskBookEditView(DraftView):
    """Edit the fields of one part."""

    done = _("Saved.")

    def page_title(self, **context: Any) -> str:
        return place(self.path, self.book)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.load(kwargs["pk"])
        self.part = part_at(self.book, self.path)
        if isinstance(self.part, tuple | str | int) or not hasattr(type(self.part), "__dataclass_fields__"):
            raise Http404
        present = editing.present(self.part)
        options: dict[str, Any] = {"cls": type(self.part), "path": self.path, "present": present, "book": self.book}
        return PartForm(data, actor=self.actor, sources=self.sources(), **options)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return editing.edit(
            actor=self.actor, version_id=kwargs["pk"], path=self.path, values=form.values, seen=form.before
        )

    def frame(self, **context: Any) -> dict[str, Any]:
        return super().frame(
            **context,
            version=self.version,
            back=self.success_url(None),
            findings=self.findings(),
            lists=nested(self.version, self.part, self.path, self.book.header.currency),
            autosaves=True,
        )

    def findings(self) -> list[ShownFinding]:
        """What is wrong with this part."""
        project = self.version.task_book.project
        found = findings_of(project, self.book, is_change=self.version.change_order_id is not None)
        inside = (f"{self.path}.", f"{self.path}[")
        here = [one for one in found if one.path == self.path or one.path.startswith(inside)]
        return [shown_finding(self.version, self.book, one, editable=True) for one in here]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not (wants_region(request) and request.POST.get("autosave")):
            return super().post(request, **kwargs)
        form: Any = self.build(request.POST, **kwargs)
        conflict = ""
        if form.is_valid():
            try:
                self.call(form, **kwargs)
            except Refused as problem:
                conflict = reason_text(problem.reason)
            else:
                form = self.build(**kwargs)
        else:
            conflict = gettext("Not saved yet: a field holds something that does not fit.")
        context = {"form": form, "findings": self.findings(), "conflict": conflict, "saved": not conflict}
        return render(request, "projects/taskbook_saved.html", context)


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
        return PartForm(data, actor=self.actor, sources=self.sources(), **options)

    def call(self, form: Any, **kwargs: Any) -> Any:
        values = {**form.values, **form.key}
        _version, key = editing.add(actor=self.actor, version_id=kwargs["pk"], path=self.path, values=values)
        return key

    def success_url(self, result: Any) -> str:
        if result and any(shape.kind == "list" for shape in shape_of(class_at(self.path)).values()):
            return edit_url(self.version, f"{self.path}[{result}]")
        return super().success_url(result)

    def frame(self, **context: Any) -> dict[str, Any]:
        back = super().success_url(None)
        return super().frame(**context, version=self.version, back=back, findings=[], lists=[])


class TaskBookRemoveView(ActorView):
    """Take an item out of a list."""

    permission = selectors.PERMISSION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        path = request.GET.get("at", "")[:400]
        found = selectors.version(self.actor, pk)
        if found is None:
            raise Http404
        part_at(selectors.wording(found), path)
        try:
            editing.remove(actor=self.actor, version_id=pk, path=path)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, gettext("Removed."))
        return redirect(
            request, f"{reverse('projects:taskbook_version', args=[pk])}#{path.split('[')[0].split('.')[0]}"
        )
