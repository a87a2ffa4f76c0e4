"""A version of a task book as a document: its sections, what is wrong in each, its steps, signatures and versions."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents.interface import signing_shown
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import selectors as project_selectors
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.apps.projects.models import Project, TaskBookVersion
from ceyuan.apps.projects.naming import project_url, title_of
from ceyuan.apps.projects.policies.execution import as_leader
from ceyuan.apps.projects.policies.taskbooks import may_draft, may_issue, may_keep_online
from ceyuan.apps.projects.selectors import change_orders
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks import offering, starting
from ceyuan.apps.projects.taskbook_checks import findings_of
from ceyuan.apps.projects.taskbook_shown import sections, shown_finding
from ceyuan.apps.workflow.interface import CaseOptions, case_options, take_step
from ceyuan.kit.views import Action, ActorView, ActView, Crumb, DetailView

from .on_project import OfTheLeader
from .taskbook_list import list_crumb
from .taskbook_places import may_edit


def version_url(one: TaskBookVersion) -> str:
    """The page of a version."""
    return reverse("projects:taskbook_version", args=[one.pk])


class TaskBookView(OfTheLeader, ActorView):
    """The task book of a project: leads to the version that binds, or to the draft while none does."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        book = selectors.book_of(self.actor, code)
        if book is None:
            raise Http404
        shown = [one for one in selectors.versions(book) if one.state != "discarded"]
        bound = [one for one in shown if one.is_in_force]
        if not shown:
            raise Http404
        return HttpResponseRedirect(version_url((bound or shown)[0]))


def task_book_action(actor: Actor, project: Project) -> list[Action]:
    """The way from a project to its task book, or to beginning it; none for a classified project."""
    if not may_keep_online(project):
        return []
    if selectors.book_of(actor, project.code) is not None:
        return [Action(_("Task book"), reverse("projects:taskbook", args=[project.code]), "clipboard-check")]
    if project.state in starting.READY and may_draft(actor, project):
        begin = reverse("projects:taskbook_start", args=[project.code])
        return [Action(_("Begin the task book"), begin, "clipboard-check")]
    return []


class TaskBookStartView(OfTheLeader, ActView):
    """Begin the task book of an approved project."""

    permission = selectors.PERMISSION
    service = staticmethod(starting.start)
    title = _("Begin the task book")
    question = _("Draft the task book from what the project, its parts and its application already say?")
    submit, done = _("Begin the task book"), _("The task book was begun.")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self._known(kwargs["code"])
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self._known(kwargs["code"])
        return super().post(request, **kwargs)

    def _known(self, code: str) -> None:
        if project_selectors.detail(self.actor, code) is None:
            raise Http404

    def return_url(self, **kwargs: Any) -> str:
        book = selectors.book_of(self.actor, kwargs["code"])
        name = "projects:taskbook" if book else "projects:project_detail"
        return reverse(name, args=[kwargs["code"]])


class TaskBookVersionView(OfTheLeader, DetailView):
    """The page of one version."""

    permission = selectors.PERMISSION
    template_name = "projects/taskbook_version.html"
    region = "sections"
    selector = staticmethod(selectors.version)

    def page_title(self, **context: Any) -> str:
        one = context["object"]
        return gettext("Task book of %(project)s") % {"project": title_of(one.task_book.project)}

    def crumbs(self, **context: Any) -> list[Crumb]:
        project = context["object"].task_book.project
        return [list_crumb(), Crumb(project.code, project_url(project))]

    def actions(self, **context: Any) -> list[Action]:
        one = context["object"]
        files: list[tuple[Any, str]] = [("PDF", "pdf"), (_("Word"), "docx")]
        shown = [
            Action(label, reverse("projects:taskbook_file", args=[one.pk, kind]), "file-text") for label, kind in files
        ]
        columns = reverse("projects:taskbook_columns", args=[one.task_book.project.code])
        shown.append(Action(_("Original and current"), columns, "columns"))
        history = reverse("projects:taskbook_history", args=[one.task_book.project.code])
        shown.append(Action(_("Changes in force"), history, "history"))
        if one.is_in_force and may_draft(self.actor, one.task_book.project):
            begin = reverse("projects:change_order_new", args=[one.task_book.project.code])
            shown.append(Action(_("Begin a change"), begin, "pencil", primary=True))
        return shown

    def more(self, found: Any) -> dict[str, Any]:
        book = selectors.wording(found)
        project = found.task_book.project
        editable = may_edit(self.actor, found)
        findings = findings_of(project, book, is_change=found.change_order_id is not None)
        shown = [shown_finding(found, book, one, editable=editable) for one in findings]
        return {
            "project": project,
            "state_text": words.VERSION_STATES[found.state],
            "state_tone": words.VERSION_TONES[found.state],
            "book": book,
            "sections": sections(found, book, findings, editable=editable),
            "errors": [one for one in shown if one.is_error],
            "warnings": [one for one in shown if not one.is_error],
            "editable": editable,
            "options": options_of(self.actor, found),
            "versions": [
                (one, words.VERSION_STATES[one.state], words.VERSION_TONES[one.state], version_url(one))
                for one in selectors.versions(found.task_book)
            ],
            "orders": [
                (one, words.ORDER_STATES[one.state], words.ORDER_TONES.get(one.state, "neutral"))
                for one in change_orders.orders(found.task_book)
            ],
            **signing_shown(self.actor, "projects.taskbookversion", found.pk),
        }


class TaskBookStepView(OfTheLeader, ActorView):
    """Takes a step of a version and goes back to its page."""

    permission = selectors.PERMISSION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if selectors.version(self.actor, pk) is None:
            raise Http404
        back = reverse("projects:taskbook_version", args=[pk])
        return take_step(request, partial(offering.advance, actor=self.actor, version_id=pk), back=back)


def options_of(actor: Actor, one: TaskBookVersion) -> CaseOptions | None:
    """The steps out of the version's present state, for whoever may take one."""
    project = one.task_book.project
    if not (may_issue(actor, project) or may_draft(actor, project)):
        return None
    return case_options(
        as_leader(actor, project),
        one,
        project.lead_unit.path,
        url=reverse("projects:taskbook_step", args=[one.pk]),
        steps=words.VERSION_STEPS,
        states=words.VERSION_STATES,
        facts=offering.facts_of(one),
    )
