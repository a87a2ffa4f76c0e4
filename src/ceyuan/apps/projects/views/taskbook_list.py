"""Task books: the list, and opening many for signing at once."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.filters.taskbooks import TaskBookFilters
from ceyuan.apps.projects.policies.taskbooks import CONTRACT
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks import offering
from ceyuan.apps.projects.tables.taskbooks import TaskBookTable
from ceyuan.core.kernel.verdict import Reason
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, ActorView, Crumb, ListView


def list_crumb() -> Crumb:
    """The way back to the list."""
    return Crumb(_("Task books"), reverse("projects:taskbook_list"))


class TaskBookListView(ListView):
    """任务书台账."""

    title = _("Task books")
    permission = selectors.PERMISSION
    table, filters = TaskBookTable, TaskBookFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No task books yet"), _("A task book is begun on the page of an approved project."))
    export_name = "task-books"

    def actions(self, **context: Any) -> list[Action]:
        if not self.actor.may(CONTRACT):
            return []
        return [Action(_("Open many for signing"), reverse("projects:taskbook_offer"), "files")]


class TaskBookOfferView(ActorView):
    """Choose drafts, freeze them and open their signing in one act; each is answered for itself."""

    title = _("Open task books for signing")
    permission = CONTRACT
    template_name = "projects/taskbook_offer.html"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(request, [], "", 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        chosen = [int(key) for key in request.POST.getlist("book") if key.isdecimal() and len(key) < 12]
        if not chosen:
            return self.show(request, [], reason_text(Reason("projects.none_chosen")), 422)
        return self.show(request, offering.offer_many(actor=self.actor, book_ids=chosen), "", 200)

    def show(self, request: HttpRequest, outcomes: list[Any], problem: str, status: int) -> HttpResponseBase:
        """What can be chosen, and what came of the last act."""
        context = self.frame(
            waiting=selectors.issuable(self.actor, CONTRACT, offering.MOST_AT_ONCE),
            outcomes=outcomes,
            offered=sum(one.refused is None for one in outcomes),
            problem=problem,
        )
        return render(request, self.template_name, context, status=status)
