"""What waits for a person about targets: proposals to answer, counter-proposals, change requests to decide."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.policies.targets import APPROVE, NEGOTIATE, may_decide
from ceyuan.apps.strategy.selectors import target_lists
from ceyuan.apps.strategy.tables.targets import target_url, written
from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named

_LOOKED_AT = 200


def _waiting(actor: Any, limit: int) -> Sequence[TodoItem]:
    found = target_lists.waiting(actor).select_related("unit", "kpi__numerator", "kpi__denominator")
    rows = found.order_by("due_on", "kpi__position", "unit__sort_key")[:limit]
    said = {"proposed": _("Answer the proposed target: %(what)s"), "countered": _("Counter-proposal: %(what)s")}
    return [
        TodoItem(
            said[one.state] % {"what": f"{named(one.kpi)} · {named(one.unit)} {one.year}"},
            target_url(one),
            note=written(one, one.value),
            tone="warn" if one.state == "countered" else "info",
        )
        for one in rows
    ]


def _deciding(actor: Any, limit: int) -> Sequence[TodoItem]:
    found = [one for one in target_lists.requested(actor)[:_LOOKED_AT] if may_decide(actor, one)]
    return [
        TodoItem(
            _("Decide on a change: %(what)s")
            % {"what": f"{named(one.target.kpi)} · {named(one.target.unit)} {one.target.year}"},
            reverse("strategy:target_change", args=[one.pk]),
            note=one.grounds[:120],
            tone="bad" if one.is_lowering else "info",
        )
        for one in found[:limit]
    ]


TARGETS = TodoProvider("strategy.targets", gettext_lazy("Targets to answer"), 20, _waiting, NEGOTIATE)
CHANGES = TodoProvider("strategy.target_changes", gettext_lazy("Changes of targets to decide"), 21, _deciding, APPROVE)
