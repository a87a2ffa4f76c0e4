"""The list of targets, and one target: its values, quality, chain, history, and what can be done."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from ceyuan.apps.strategy import links
from ceyuan.apps.strategy.filters.targets import TargetFilters
from ceyuan.apps.strategy.messages import indicators
from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.policies.targets import NEGOTIATE, UPPER, VIEW, side_of
from ceyuan.apps.strategy.selectors import standings, target_lists, target_quality
from ceyuan.apps.strategy.selectors import targets as selectors
from ceyuan.apps.strategy.tables.targets import TargetTable, gap_to_source, plan_title, target_url, written
from ceyuan.apps.strategy.target_numbers import of_basis, of_value
from ceyuan.core.indicators import Direction, completion
from ceyuan.core.kernel.explain import Explained
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.numbers import date_text, number_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.trees import explained
from ceyuan.kit.views import Action, Crumb, DetailView, ListView

from .cascade import cascade_url
from .target_steps import steps_of


class TargetListView(ListView):
    """Targets of all plans."""

    permission = VIEW
    title = gettext_lazy("Targets")
    table = TargetTable
    filters = TargetFilters
    selector = staticmethod(target_lists.listing)
    export_name = "targets"
    empty = Empty(
        gettext_lazy("No targets yet"), gettext_lazy("Targets begin in a plan: draft the first one, then split it.")
    )

    def actions(self, **context: Any) -> list[Action]:
        found = [Action(_("Change requests"), reverse("strategy:target_changes"), "history")]
        if self.actor.may(NEGOTIATE):
            found.append(Action(_("Draft a target"), reverse("strategy:target_new"), "plus"))
        return found


class TargetDetailView(DetailView):
    """One target."""

    permission = VIEW
    template_name = "strategy/target_detail.html"
    selector = staticmethod(selectors.detail)

    def page_title(self, **context: Any) -> str:
        target = context["object"]
        return _("%(kpi)s of %(unit)s %(year)s") % {
            "kpi": named(target.kpi),
            "unit": named(target.unit),
            "year": target.year,
        }

    def crumbs(self, **context: Any) -> list[Crumb]:
        target = context["object"]
        return [Crumb(_("Targets"), reverse("strategy:target_list")), Crumb(_("Target cascade"), cascade_url(target))]

    def actions(self, **context: Any) -> list[Action]:
        target, found = context["object"], []
        if target.state in {"agreed", "in_force"} and side_of(self.actor, target):
            found.append(Action(_("Ask for a change"), reverse("strategy:target_change_new", args=[target.pk]), "edit"))
        if target.state in {"draft", "proposed", "countered"} and side_of(self.actor, target) == UPPER:
            found.append(Action(_("How it is judged"), reverse("strategy:target_judging", args=[target.pk]), "gavel"))
        return found

    def more(self, found: Target) -> dict[str, Any]:
        standing = standings.standing(self.actor, found.kpi_id, found.unit_id, found.year)
        quality = target_quality.quality_of(found)
        shares = [one for one in selectors.shares_of(found) if self.actor.may(VIEW, one.unit.path)]
        above = found.parent if found.parent and self.actor.may(VIEW, found.parent.unit.path) else None
        return {
            "state_text": words.STATES[found.state],
            "state_tone": words.STATE_TONES[found.state],
            "figures": _figures(found),
            "facts": _facts(found),
            "standing_text": written(found, standing.value) if standing and standing.value is not None else "",
            "unread": standing.unread if standing else 0,
            "completion": _completion(found, standing.value) if standing else None,
            "standing_url": reverse("strategy:standing", args=[found.kpi.code, found.unit.code, found.year]),
            "quality": quality,
            "challenge": _tree(quality.challenge),
            "level": indicators.LABELS.get(quality.level, quality.level),
            "level_tone": words.LEVEL_TONES.get(quality.level, "neutral"),
            "above": above,
            "above_text": written(above, above.value) if above else "",
            "above_url": target_url(above) if above else "",
            "source_text": written(found, found.source.value) if found.source else "",
            "source_url": target_url(found.source) if found.source else "",
            "source_gap": gap_to_source(found),
            "clauses": selectors.clauses_of(found),
            "shares": [
                (one, written(one, one.value), words.STATES[one.state], words.STATE_TONES[one.state]) for one in shares
            ],
            "moves": _moves(found),
            "changes": [
                (
                    one,
                    written(found, one.old_value),
                    written(found, one.new_value),
                    words.CHANGE_STATES[one.state],
                    words.CHANGE_TONES[one.state],
                )
                for one in selectors.changes_of(found)
            ],
            "serving": links.of_targets(self.actor, [found.pk])[found.pk],
            "steps": steps_of(self.actor, found),
            "cascade_url": cascade_url(found),
        }


def _figures(target: Target) -> list[tuple[str, str]]:
    rows = [
        (_("Target value"), target.value),
        (pgettext("target", "Baseline"), target.baseline),
        (_("Basic value"), target.basic),
        (_("Challenge value"), target.challenge),
    ]
    return [(label, written(target, value)) for label, value in rows if value is not None or label == rows[0][0]]


def _facts(target: Target) -> list[tuple[str, Any]]:
    weight = number_text(Decimal(target.weight_ppm) / 10_000, 2) + "%" if target.weight_ppm else ""
    basis = of_basis(target.kpi).phrase(target.basis) if target.basis is not None else ""
    rows = [
        (_("Plan"), plan_title(target.plan)),
        (_("Unit"), named(target.unit)),
        (pgettext("target", "Indicator"), f"{target.kpi.code} {named(target.kpi)}"),
        (_("Basis"), basis),
        (_("Reserve"), written(target, target.reserve) if target.reserve else ""),
        (_("Weight"), weight),
        (_("To be reached by"), date_text(target.due_on) if target.due_on else ""),
        (_("Method of assessment"), target.method),
        (_("Rule for the verdict"), target.verdict_rule),
        (_("Assessed by"), named(target.assessor) if target.assessor else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _moves(target: Target) -> list[dict[str, Any]]:
    writing = of_value(target.kpi)
    return [
        {
            "kind": words.MOVES.get(move.kind, move.kind),
            "side": words.SIDES[move.side],
            "value": writing.phrase(move.value),
            "who": move.person_name,
            "at": move.at,
            "reason": move.reason,
        }
        for move in selectors.moves_of(target)
    ]


def _completion(target: Target, actual: Decimal | None) -> Any:
    if target.value is None or actual is None:
        return None
    direction = Direction(target.kpi.direction)
    try:
        tree = completion(direction, target.baseline, target.value, actual)
    except Refused:
        tree = completion(direction, None, target.value, actual)
    return _tree(tree)


def _tree(tree: Explained | None) -> Any:
    return explained(tree, labels=indicators.LABELS, formulas=indicators.FORMULAS) if tree is not None else None
