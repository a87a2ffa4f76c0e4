"""Steps on a page: what can be done with a case, and the answer to the button.

A page shows the steps by including `workflow/options.html` with `options=case_options(...)`; its address for them is

    class Advance(ActorView):
        def post(self, request, code):
            return take_step(request, partial(steps.advance, actor=self.actor, code=code), back=project_url(code))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.registry import Label

from .selectors import options
from .stateful import Stateful

_REASON_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class StepOption:
    """A step as the page shows it: a button, or a disabled one with the reason beside it."""

    action: str
    label: Label
    target: Label
    needs_reason: bool
    objection: str = ""


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """The steps out of the present state. `others` are those that only other roles may take."""

    url: str
    revision: int
    possible: tuple[StepOption, ...]
    hindered: tuple[StepOption, ...]
    others: tuple[StepOption, ...]

    def __bool__(self) -> bool:
        return bool(self.possible or self.hindered or self.others)


def case_options(
    actor: Actor,
    case: Stateful,
    unit_path: str,
    *,
    url: str,
    steps: Mapping[str, Label],
    states: Mapping[str, Label],
    facts: Mapping[str, Any] | None = None,
) -> CaseOptions:
    """What the page shows beside a case; `steps` and `states` word the codes, `url` receives the POST."""
    possible, hindered, others = [], [], []
    for option in options(actor, case, unit_path, facts):
        step, refused = option.step, option.refused
        shown = StepOption(
            action=step.action,
            label=steps.get(step.action, step.action),
            target=states.get(step.target, step.target),
            needs_reason=step.needs_reason,
            objection=reason_text(refused) if refused else "",
        )
        if refused is None:
            possible.append(shown)
        elif refused.code == "workflow.role_missing":
            others.append(shown)
        else:
            hindered.append(shown)
    return CaseOptions(url, case.revision, tuple(possible), tuple(hindered), tuple(others))


def take_step(request: HttpRequest, advance: Callable[..., Any], *, back: str) -> HttpResponse:
    """Calls `advance(action=…, revision=…, reason=…)` with what the form sent; back to the page with the outcome.

    A case outside the actor's reach ("….unknown_project", "….not_found") is answered with 404, as its page is.
    """
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        revision = -1
    try:
        advance(
            action=request.POST.get("action", "")[:80],
            revision=revision,
            reason=request.POST.get("reason", "").strip()[:_REASON_LENGTH],
        )
    except Refused as problem:
        if _is_unknown(problem.reason):
            raise Http404 from None
        messages.error(request, reason_text(problem.reason))
    except Invalid as problem:
        for reasons in problem.fields.values():
            for reason in reasons:
                messages.error(request, reason_text(reason))
    else:
        messages.success(request, _("The step was taken."))
    return HttpResponseRedirect(back)


def _is_unknown(reason: Reason) -> bool:
    capability, _dot, word = reason.code.rpartition(".")
    return capability != "workflow" and (word == "not_found" or word.startswith("unknown_"))
