"""Strata of a draw: how many experts of a discipline, a region, a side or a unit are drawn at least and at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Panel
from ceyuan.apps.reviews.policies.panels import may_run
from ceyuan.apps.reviews.settings import StratumRule
from ceyuan.core.kernel import Invalid, Refused

from . import panels

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class StratumIn:
    """A stratum as a form gives it; who belongs to it has one of the values in each dimension that is named."""

    name: str
    fields: Sequence[str] = ()
    region: str = ""
    side: str = ""
    unit_id: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    in_percent: bool = False

    def wanted(self) -> dict[str, frozenset[str]]:
        """Dimension and values, as the draw knows them."""
        given = {
            "field": frozenset(self.fields),
            "region": frozenset({self.region} if self.region else ()),
            "affiliation": frozenset({self.side} if self.side else ()),
            "unit": frozenset({str(self.unit_id)} if self.unit_id else ()),
        }
        return {dimension: values for dimension, values in given.items() if values}


def add(*, actor: Actor, panel_id: int, stratum: StratumIn) -> Panel:
    """Add a stratum while nobody has been drawn. Invalid: `reviews.stratum_empty`, `reviews.stratum_unbounded`,
    `reviews.share_range`, `review.stratum_twice`, `review.stratum_bounds`. Refused: as `panels.change_settings`."""
    wanted = stratum.wanted()
    if not wanted:
        raise Invalid({"fields": ["reviews.stratum_empty"]})
    if stratum.minimum is None and stratum.maximum is None:
        raise Invalid({"minimum": ["reviews.stratum_unbounded"]})
    if stratum.in_percent:
        limits = {"minimum": stratum.minimum or 0, "maximum": stratum.maximum or 0}
        if wrong := {name: ["reviews.share_range"] for name, value in limits.items() if value > _HUNDRED}:
            raise Invalid(wrong)
    rule = StratumRule(stratum.name[:80], wanted, stratum.minimum or 0, stratum.maximum, stratum.in_percent)
    with transaction.atomic():
        panel = _held(actor, panel_id)
        return _kept(actor, panel, [*panel.settings.get("strata", ()), rule.told()])


def remove(*, actor: Actor, panel_id: int, number: int) -> Panel:
    """Take a stratum out again; `number` counts from 0.

    Refused: `reviews.unknown_stratum`, and what else is wrong with the settings of the panel.
    """
    with transaction.atomic():
        panel = _held(actor, panel_id)
        strata = list(panel.settings.get("strata", ()))
        if not 0 <= number < len(strata):
            raise Refused("reviews.unknown_stratum")
        del strata[number]
        try:
            return _kept(actor, panel, strata)
        except Invalid as wrong:  # the act has no field to show it at
            first = next(reason for reasons in wrong.fields.values() for reason in reasons)
            raise Refused(first.code, **first.facts) from wrong


def _held(actor: Actor, panel_id: int) -> Panel:
    panel = panels.held(actor, panel_id)
    may_run(actor, panel.unit.path).require()
    return panel


def _kept(actor: Actor, panel: Panel, strata: list[dict[str, Any]]) -> Panel:
    given = {"strata": strata}
    return panels.change_settings(actor=actor, panel_id=panel.pk, due_at=panel.due_at, given=given)
