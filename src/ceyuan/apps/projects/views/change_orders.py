"""Change orders: begun, read as differences field by field, decided."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.forms.taskbooks import OrderForm
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.apps.projects.models import ChangeOrder
from ceyuan.apps.projects.policies.execution import as_leader
from ceyuan.apps.projects.policies.taskbooks import may_draft
from ceyuan.apps.projects.selectors import change_orders as selectors
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services.taskbooks import change_orders
from ceyuan.apps.projects.taskbook_words import place, value_text
from ceyuan.apps.workflow.interface import CaseOptions, case_options, take_step
from ceyuan.core.taskbook import Change, TaskBook
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, FormView

from .on_project import OfTheLeader
from .taskbook_list import list_crumb
from .taskbook_page import version_url


class ChangeOrderView(OfTheLeader, DetailView):
    """The page of an order: what changes, of which class, why, and who decides."""

    permission = taskbooks.PERMISSION
    template_name = "projects/change_order.html"
    selector = staticmethod(selectors.order)

    def page_title(self, **context: Any) -> str:
        one = context["object"]
        return gettext("Change order %(number)s of %(book)s") % {"number": one.number, "book": one.task_book.number}

    def crumbs(self, **context: Any) -> list[Crumb]:
        book = context["object"].task_book
        return [list_crumb(), Crumb(book.number, reverse("projects:taskbook", args=[book.project.code]))]

    def actions(self, **context: Any) -> list[Action]:
        one, draft = context["object"], context["draft"]
        shown = []
        if draft is not None:
            label = _("Edit the draft") if context["editable"] else _("The version of this order")
            shown.append(Action(label, version_url(draft), "file-text", primary=bool(context["editable"])))
        if context["editable"]:
            shown.append(
                Action(_("Reword the grounds"), reverse("projects:change_order_edit", args=[one.pk]), "pencil")
            )
        return shown

    def more(self, found: Any) -> dict[str, Any]:
        draft = selectors.version_of(found)
        before = taskbooks.wording(found.base)
        after = taskbooks.wording(draft) if draft else before
        changes = selectors.changes_of(found)
        highest = min((change.change_class for change in changes), default=found.change_class)
        broken = selectors.extension_reason(found, before, after) if found.state == "drafting" else None
        project = found.task_book.project
        return {
            "project": project,
            "state_text": words.ORDER_STATES[found.state],
            "state_tone": words.ORDER_TONES.get(found.state, "neutral"),
            "class_text": words.CLASSES[highest],
            "class_tone": words.CLASS_TONES[highest],
            "draft": draft,
            "editable": found.state == "drafting" and bool(may_draft(self.actor, project)),
            "rows": [change_shown(one, before, after) for one in changes],
            "lowered": sum(one.is_lowered for one in changes),
            "extension": reason_text(broken) if broken else "",
            "options": options_of(self.actor, found),
        }


def change_shown(change: Change, before: TaskBook, after: TaskBook) -> dict[str, Any]:
    """A difference as the page shows it."""
    currency = before.header.currency
    path = change.path.removesuffix("#order")
    return {
        "place": place(change.path, after, before),
        "kind": words.CHANGE_KINDS[change.kind],
        "old": value_text(path, change.old, currency),
        "new": value_text(path, change.new, currency),
        "class": change.change_class,
        "tone": words.CLASS_TONES[change.change_class],
        "is_lowered": change.is_lowered,
    }


def options_of(actor: Actor, one: ChangeOrder) -> CaseOptions:
    """The steps out of the order's present state."""
    shown = case_options(
        as_leader(actor, one.task_book.project),
        one,
        one.task_book.project.lead_unit.path,
        url=reverse("projects:change_order_step", args=[one.pk]),
        steps=words.ORDER_STEPS,
        states=words.ORDER_STATES,
        facts=selectors.facts_of(one, actor),
    )
    # What the version's own step does is not offered a second time here.
    kept = tuple(step for step in shown.possible if step.action != "enter_into_force")
    hindered = tuple(step for step in shown.hindered if step.action != "enter_into_force")
    return CaseOptions(shown.url, shown.revision, kept, hindered, shown.others)


class ChangeOrderStepView(OfTheLeader, ActorView):
    """Takes a step of an order and goes back to its page."""

    permission = taskbooks.PERMISSION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        back = reverse("projects:change_order", args=[pk])
        return take_step(request, partial(change_orders.advance, actor=self.actor, order_id=pk), back=back)


class ChangeOrderNewView(OfTheLeader, FormView):
    """Begin a change of the version in force."""

    permission = taskbooks.PERMISSION
    title = _("Begin a change")
    form, service = OrderForm, staticmethod(change_orders.begin)
    submit, done = _("Begin"), _("The change was begun: edit the draft of the new version.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.book = taskbooks.book_of(self.actor, kwargs["code"])
        return None if self.book is None else {}

    def crumbs(self, **context: Any) -> list[Crumb]:
        if self.book is None:
            return [list_crumb()]
        return [list_crumb(), Crumb(self.book.number, reverse("projects:taskbook", args=[self.book.project.code]))]

    def success_url(self, result: Any) -> str:
        draft = selectors.version_of(result)
        return version_url(draft) if draft else reverse("projects:change_order", args=[result.pk])


class ChangeOrderEditView(OfTheLeader, FormView):
    """Reword the title and the grounds of an order that is being drafted."""

    permission = taskbooks.PERMISSION
    title = _("Reword the grounds")
    form = OrderForm

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = selectors.order(self.actor, kwargs["pk"])
        return None if found is None else {"title": found.title, "grounds": found.grounds}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def call(self, form: Any, **kwargs: Any) -> Any:
        return change_orders.reword(actor=self.actor, order_id=kwargs["pk"], **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return reverse("projects:change_order", args=[result.pk])
