"""What can be done with a target, and the answer to the button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.policies.targets import LOWER, UPPER, VIEW, path_of, side_of
from ceyuan.apps.strategy.selectors import targets as selectors
from ceyuan.apps.strategy.services import negotiation
from ceyuan.apps.strategy.services.target_moves import Edit, facts
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.apps.workflow.interface import options
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.registry import Label
from ceyuan.kit.views import ActorView

SIDE = {"propose": UPPER, "accept_counter": UPPER, "withdraw": UPPER, "set": UPPER, "counter": LOWER, "accept": LOWER}
_ROOT_ONLY, _SHARE_ONLY = {"set"}, {"propose", "accept_counter", "counter", "accept", "reopen"}
_NOT_HERE = {"sign", "close"}


@dataclass(frozen=True, slots=True)
class TargetStep:
    """A step as the page offers it; with an objection it is shown but cannot be taken."""

    action: str
    label: Label
    target: Label
    needs_reason: bool
    takes_value: bool
    takes_reserve: bool
    objection: str = ""


def steps_of(actor: Any, target: Target) -> list[TargetStep]:
    """The steps out of the present state on the actor's side of the target."""
    side = side_of(actor, target)
    known = facts(target, plan_in_force=selectors.is_in_force(target.plan))
    found = []
    for option in options(actor, target, path_of(target, side or LOWER), known) if side else ():
        action, refused = option.step.action, option.refused
        wrong_side = SIDE.get(action, side) != side
        if wrong_side or action in _NOT_HERE or action in (_ROOT_ONLY if target.parent_id else _SHARE_ONLY):
            continue
        if refused is not None and refused.code == "workflow.role_missing":
            continue
        found.append(
            TargetStep(
                action,
                words.STEPS[action],
                words.STATES[option.step.target],
                option.step.needs_reason,
                action in {"counter", "propose"} or (action == "reopen" and side == LOWER),
                action in {"accept_counter", "withdraw"} and target.parent_id is not None,
                reason_text(refused) if refused else "",
            )
        )
    return found


class TargetStepView(ActorView):
    """Takes a step with one target and goes back to its page."""

    permission = VIEW
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        target = selectors.detail(self.actor, pk)
        if target is None:
            raise Http404
        try:
            self._take(target, request.POST)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            for reasons in problem.fields.values():
                for reason in reasons:
                    messages.error(request, reason_text(reason))
        else:
            messages.success(request, _("The step was taken."))
        return HttpResponseRedirect(reverse("strategy:target_detail", args=[pk]))

    def _take(self, target: Target, data: Any) -> None:
        action, reason = data.get("action", ""), data.get("reason", "").strip()[:2000]
        revision = int(data["revision"]) if data.get("revision", "").isdigit() else -1
        typed = data.get("value", "").strip()
        given = {"value": of_value(target.kpi).read(typed)} if typed else {}
        edit, into_reserve = Edit(target.pk, revision, given), data.get("into_reserve") == "on"
        acts: dict[str, Callable[[], Any]] = {
            "propose": lambda: negotiation.propose(actor=self.actor, edits=[edit], reason=reason),
            "counter": lambda: negotiation.counter(actor=self.actor, edits=[edit], reason=reason),
            "accept": lambda: negotiation.accept(actor=self.actor, edits=[edit]),
            "accept_counter": lambda: negotiation.accept_counter(
                actor=self.actor, edits=[edit], into_reserve=into_reserve, reason=reason
            ),
            "reopen": lambda: negotiation.reopen(actor=self.actor, edit=edit, reason=reason),
            "withdraw": lambda: negotiation.withdraw(
                actor=self.actor, edits=[edit], reason=reason, into_reserve=into_reserve
            ),
            "set": lambda: negotiation.set_root(actor=self.actor, edit=edit),
        }
        if action not in acts:
            raise Refused("workflow.unknown_action")
        acts[action]()
