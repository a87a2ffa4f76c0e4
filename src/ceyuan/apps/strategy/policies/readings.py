"""Who may define what is measured, report it, close periods, and adjust or judge a score."""

from typing import Protocol

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Letter, Quantity
from ceyuan.core.kernel import Verdict

VIEW, REPORT, LOCK, PLAN, VERIFY = (
    "strategy.view",
    "strategy.report",
    "strategy.lock",
    "strategy.plan",
    "strategy.verify",
)
JUDGE = "strategy.negotiate"
# The group's office may report what those of the units report; money and people stay with their own officers.
_FITTING = {"st_manager": frozenset({"st_manager", "st_officer"})}


class UnitLike(Protocol):
    """What is needed of a unit."""

    @property
    def path(self) -> str: ...


def may_define(actor: Actor) -> Verdict:
    """The catalogue of quantities and indicators belongs to the whole group."""
    return _when(actor.reaches_whole_group(PLAN), "strategy.catalogue_of_the_group")


def may_report(actor: Actor, unit: UnitLike, quantity: Quantity) -> Verdict:
    """Enter and correct readings of the quantity for the unit."""
    if not actor.may(REPORT, unit.path):
        return Verdict.refused("strategy.reading_not_permitted", unit=str(unit))
    fitting = _FITTING.get(quantity.reported_by, frozenset({quantity.reported_by}))
    fits = bool(fitting & actor.roles_over(unit.path))
    return _when(fits, "strategy.reported_by_another", quantity=str(quantity), role=quantity.reported_by)


def may_close_periods(actor: Actor) -> Verdict:
    """Close and reopen periods: for all units at once."""
    return _when(actor.reaches_whole_group(LOCK), "strategy.periods_of_the_group")


def may_adjust(actor: Actor, unit: UnitLike) -> Verdict:
    """Enter a bonus or deduction: only from above, nobody rewards the own unit."""
    return _when(actor.may(PLAN, path_above(unit.path)), "strategy.only_from_above", unit=str(unit))


def may_confirm(actor: Actor, unit: UnitLike) -> Verdict:
    """Confirm a bonus or deduction that another entered."""
    return _when(actor.may(VERIFY, path_above(unit.path)), "strategy.reading_not_permitted", unit=str(unit))


def may_judge(actor: Actor, letter: Letter) -> Verdict:
    """Write the score of a letter: the side of the unit above."""
    return _when(actor.may(JUDGE, letter.upper_unit.path), "strategy.only_from_above", unit=str(letter.unit))


def path_above(path: str) -> str:
    """The path of the unit above; the root stands above itself."""
    return path.rpartition(".")[0] or path


def _when(holds: bool, code: str, **facts: str) -> Verdict:  # noqa: FBT001 - the verdict of a condition
    return Verdict.allowed() if holds else Verdict.refused(code, **facts)
