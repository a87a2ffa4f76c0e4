"""A target and what it was split into: does it close?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ceyuan.apps.strategy.models import Target
from ceyuan.core.indicators import Closure, Direction, RollUp, Share, close

from .targets import offers

Offer = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Split:
    """A target with its living shares. `offered` holds value and basis that the unit above stands by, per share."""

    parent: Target
    shares: tuple[Target, ...]
    offered: Mapping[int, Offer] = field(default_factory=dict)

    @property
    def is_open_to_others(self) -> bool:
        """Whether a share has left the drawer: from then on the split has to close at every moment."""
        return any(share.state != "draft" for share in self.shares)

    def closure(self, reserve: Decimal | None = None) -> Closure | None:
        """The closure with what is offered (and this reserve instead of the kept one); None without a parent value."""
        if self.parent.value is None:
            return None
        kpi = self.parent.kpi
        shares = [
            Share(share.unit_id, *self.offered.get(share.pk, (share.value, share.basis))) for share in self.shares
        ]
        held = self.parent.reserve if reserve is None else reserve
        return close(RollUp(kpi.roll_up), Direction(kpi.direction), self.parent.value, shares, held)


def splits(parents: Iterable[Target]) -> dict[int, Split]:
    """The splits of these targets, with two queries for all."""
    by_id = {parent.pk: parent for parent in parents}
    shares = list(
        Target.objects.filter(parent__in=list(by_id))
        .exclude(state="withdrawn")
        .select_related("unit", "kpi")
        .order_by("unit__code")
    )
    return assemble(by_id.values(), shares)


def assemble(parents: Iterable[Target], shares: Iterable[Target]) -> dict[int, Split]:
    """The splits made of targets that were read already."""
    given = [share for share in shares if share.state != "withdrawn"]
    offered = offers(given)
    below: dict[int, list[Target]] = {}
    for share in given:
        if share.parent_id is not None:
            below.setdefault(share.parent_id, []).append(share)
    return {parent.pk: Split(parent, tuple(below.get(parent.pk, ())), offered) for parent in parents}
