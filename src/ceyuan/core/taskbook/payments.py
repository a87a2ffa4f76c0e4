"""What may be paid: the shares of the reached milestones, and never more."""

from collections.abc import Sequence
from dataclasses import dataclass

from ceyuan.core.kernel import Explained, Leaf, Money, Refused, Source, Verdict
from ceyuan.core.taskbook.shares import WHOLE, are_whole


@dataclass(frozen=True, slots=True)
class Instalment:
    """The money that hangs on a milestone: key, share in parts per million, and whether it is reached."""

    key: str
    share_ppm: int
    is_reached: bool = False


def instalments(total: Money, milestones: Sequence[Instalment]) -> dict[str, Money]:
    """The amount of each milestone by largest remainder: they add up to the total exactly, the earlier wins a tie.

    Refused: `taskbook.shares_not_whole` unless the shares are 1,000,000 ppm together and none is negative;
    `taskbook.total_negative`; `taskbook.key_twice`.
    """
    keys = [one.key for one in milestones]
    if len(set(keys)) != len(keys):
        raise Refused("taskbook.key_twice", key=next(key for key in keys if keys.count(key) > 1))
    if not are_whole(one.share_ppm for one in milestones):
        raise Refused("taskbook.shares_not_whole", total=sum(one.share_ppm for one in milestones), wanted=WHOLE)
    if total.minor < 0:
        raise Refused("taskbook.total_negative", total=str(total))
    return dict(zip(keys, total.split([one.share_ppm for one in milestones]), strict=True))


def releasable(total: Money, milestones: Sequence[Instalment], paid: Money) -> Explained:
    """What may be paid now: instalments of reached milestones less what is paid, never below zero."""
    amounts = instalments(total, milestones)
    reached = [one for one in milestones if one.is_reached]
    parts = tuple(
        Leaf(amounts[one.key], "taskbook.instalment", (Source("projects.milestone", one.key, one.key),))
        for one in reached
    )
    due = Money.total((amounts[one.key] for one in reached), total.currency)
    left = max(due - paid, Money(0, total.currency))
    return Explained(
        left,
        "taskbook.releasable",
        (Explained(due, "taskbook.reached_instalments", parts), Leaf(paid, "taskbook.paid")),
    )


def may_pay(total: Money, milestones: Sequence[Instalment], paid: Money, amount: Money) -> Verdict:
    """Whether the amount may be paid: reasons `taskbook.amount_not_positive`, `taskbook.beyond_reached`."""
    if amount.minor <= 0:
        return Verdict.refused("taskbook.amount_not_positive", amount=str(amount))
    left = releasable(total, milestones, paid).value
    if not isinstance(left, Money) or amount > left:
        return Verdict.refused("taskbook.beyond_reached", amount=str(amount), releasable=str(left))
    return Verdict.allowed()
