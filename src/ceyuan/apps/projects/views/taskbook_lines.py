"""Acts on a draft that need no form: take a line out, move it, change the way of planning the money, commit to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.messages.taskbooks import COMMITMENT
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks import budget_mode, editing
from ceyuan.apps.projects.services.taskbooks.drafting import NEGATIVE_LIST
from ceyuan.apps.projects.taskbook_shown import edit_url
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import parent, section
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, redirect

from .on_project import OfTheLeader
from .taskbook_list import list_crumb
from .taskbook_page import version_url
from .taskbook_places import around_of, class_at, draft_of, part_or_none


class LineView(OfTheLeader, ActorView):
    """An act on one line of a list, which leads back to where the list stands."""

    permission = selectors.PERMISSION
    http_method_names = ["post"]
    done: Any = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        path = request.GET.get("at", "")[:400]
        one = draft_of(self.actor, pk, writes=True)
        book = selectors.wording(one)
        class_at(path)
        around = around_of(path)
        if not path.endswith("]") or part_or_none(book, parent(path)) is None:
            raise Http404
        if part_or_none(book, path) is None:
            messages.warning(request, gettext("This line has been taken out meanwhile."))
        else:
            self._take(request, pk, path)
        return redirect(request, edit_url(one, around) if around else f"{version_url(one)}#{section(path)}")

    def _take(self, request: HttpRequest, pk: int, path: str) -> None:
        try:
            self.act(request, pk, path)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, str(self.done))

    def act(self, request: HttpRequest, pk: int, path: str) -> None:
        """Call the service."""
        raise NotImplementedError


class TaskBookRemoveView(LineView):
    """Take a line out of a list."""

    done = _("Removed.")

    def act(self, request: HttpRequest, pk: int, path: str) -> None:
        editing.remove(actor=self.actor, version_id=pk, path=path, mark=request.GET.get("mark", ""))


class TaskBookMoveView(LineView):
    """Move a line one place up or down."""

    done = _("Moved.")

    def act(self, request: HttpRequest, pk: int, path: str) -> None:
        editing.move(actor=self.actor, version_id=pk, path=path, by=-1 if request.GET.get("to") == "up" else 1)


class BudgetActView(OfTheLeader, ActorView):
    """An act on the budget of a draft: GET says what it does, POST does it."""

    permission = selectors.PERMISSION
    done: Any = ""
    submit: Any = _("Confirm")

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self._load(pk, writes=False)
        told = self.told()
        if told is None:
            raise Http404
        context = self.frame(submit=self.submit, back=self._back(), version=self.version, **told)
        return render(request, "projects/taskbook_budget_act.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self._load(pk, writes=True)
        try:
            self.act(request, pk)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, str(self.done))
        return redirect(request, self._back())

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), Crumb(self.version.task_book.number, version_url(self.version))]

    def told(self) -> dict[str, Any] | None:
        """What the act does, in words; None where it cannot be taken."""
        raise NotImplementedError

    def act(self, request: HttpRequest, pk: int) -> None:
        """Call the service."""
        raise NotImplementedError

    def _load(self, pk: int, *, writes: bool) -> None:
        self.version = draft_of(self.actor, pk, writes=writes)
        self.book = selectors.wording(self.version)

    def _back(self) -> str:
        return f"{version_url(self.version)}#budget"


class TaskBookBudgetModeView(BudgetActView):
    """Change between an itemised budget and a lump sum."""

    title = _("Change how the money is planned")
    done = _("Changed.")

    def told(self) -> dict[str, Any]:
        budget = self.book.budget
        if self.book.header.budget_mode == "lump_sum":
            question = gettext(
                "Plan the money by items? The commitment and the negative list are taken out; the items begin with "
                "what the records of the project know. The total stays."
            )
            return {"question": question, "lines": []}
        question = gettext(
            "Plan the money as a lump sum? %(items)s lines of the itemised budget and %(equipment)s of the listed "
            "equipment are taken out; the log keeps them. The total and the funding stay. The leader of the project "
            "then gives a commitment."
        ) % {"items": len(budget.items), "equipment": len(budget.equipment)}
        return {"question": question, "lines": [str(text) for _key, text in NEGATIVE_LIST]}

    def act(self, request: HttpRequest, pk: int) -> None:
        seen = request.POST.get("revision", "")
        revision = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        budget_mode.switch_budget_mode(actor=self.actor, version_id=pk, revision=revision)


class TaskBookCommitView(BudgetActView):
    """The leader of the project gives the commitment of the lump sum."""

    title = _("Commitment on the use of the lump sum")
    submit = _("Give the commitment")
    done = _("The commitment is given.")

    def told(self) -> dict[str, Any] | None:
        lump = self.book.budget.lump_sum
        if lump is None:
            return None
        return {"question": str(COMMITMENT), "lines": [one.text for one in lump.negative_list if one.text]}

    def act(self, request: HttpRequest, pk: int) -> None:
        budget_mode.give_commitment(actor=self.actor, version_id=pk)
