"""What a neighbour may know of a chosen bid: the facts from which a project is made, and which lanes stay hidden."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from ceyuan.apps.calls.models import Bid, Lane
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.money import Money

CHOSEN = ("selected", "pledged", "running")
LANES_OVER = ("merged_into", "eliminated", "winner")


@dataclass(frozen=True, slots=True)
class AwardIndicator:
    """What the chosen bid promised; `asked` is what the challenge asked for (None for one the bid added itself)."""

    name: str
    direction: str
    value: Decimal
    unit_of_measure: str
    method: str
    asked: Decimal | None = None
    baseline: Decimal | None = None
    is_hard: bool = False
    third_party: bool = False


@dataclass(frozen=True, slots=True)
class AwardMilestone:
    """A promised milestone; `share_ppm` of the money is paid when it is reached."""

    name: str
    due_on: date
    criteria: str
    share_ppm: int


@dataclass(frozen=True, slots=True)
class Award:
    """A chosen bid with all that its project begins with. `lanes_blind_to` are the other bids of a race that runs."""

    bid: Bid
    indicators: tuple[AwardIndicator, ...]
    milestones: tuple[AwardMilestone, ...]
    money: Money
    lanes_blind_to: frozenset[int] = frozenset()

    @property
    def challenge(self) -> object:
        """The challenge the bid was chosen for."""
        return self.bid.challenge

    @property
    def unit_id(self) -> int:
        """The unit that does the work."""
        return int(self.bid.unit_id)

    @property
    def leader_id(self) -> int:
        """The person who leads it."""
        return int(self.bid.leader_id)


def awarded(bid_id: int, *, locked: bool = False) -> Award | None:
    """The award of a chosen bid, None while it is not chosen. The caller has shown that the actor may see the bid.

    `locked` for what is made of it, inside a transaction: the bid then stays chosen until that is done.
    """
    chosen = Bid.objects.filter(pk=bid_id, state__in=CHOSEN)
    held = chosen.select_for_update(of=("self",)) if locked else chosen
    found = held.select_related("challenge", "challenge__demander", "unit", "leader", "group").first()
    if found is None:
        return None
    decision = found.decisions.filter(is_current=True).first()
    granted = decision.funds_minor if decision is not None and decision.funds_minor is not None else found.funds_minor
    return Award(
        bid=found,
        indicators=tuple(_indicators(found)),
        milestones=tuple(
            AwardMilestone(one.name, one.due_on, one.criteria, one.share_ppm) for one in found.milestones.all()
        ),
        money=Money(granted, found.currency),
        lanes_blind_to=_rivals(found),
    )


def award_for(actor: Actor, bid_id: int, *, locked: bool = False) -> Award | None:
    """The award of a chosen bid that the actor may see; None otherwise. `locked` as in `awarded`."""
    from ceyuan.apps.calls.selectors import bids

    return awarded(bid_id, locked=locked) if bids.bid(actor, bid_id) is not None else None


def hidden_lanes(actor: Actor) -> frozenset[int]:
    """Bids that the actor must not look into: the other lanes of races that run, in which the actor runs too."""
    rivals = _hidden(actor)
    return frozenset() if rivals is None else frozenset(rivals.values_list("bid_id", flat=True))


def rival_bids(actor: Actor) -> QuerySet[Lane, str] | None:
    """The same as a query of ids as text, to stand within another one; None for somebody who can run nowhere."""
    rivals = _hidden(actor)
    return None if rivals is None else rivals.values_list(Cast("bid_id", CharField()), flat=True)


def _hidden(actor: Actor) -> QuerySet[Lane] | None:
    if actor.person_id is None:
        return None
    own = Q(bid__leader=actor.person_id) | Q(bid__members__person=actor.person_id)
    races = Lane.objects.filter(own, race__ended_at=None).values("race_id")
    return Lane.objects.filter(race__in=races).exclude(pk__in=Lane.objects.filter(own).values("pk"))


def _rivals(bid: Bid) -> frozenset[int]:
    others = Lane.objects.filter(race__challenge=bid.challenge_id, race__ended_at=None).exclude(bid=bid)
    return frozenset(others.values_list("bid_id", flat=True))


def _indicators(bid: Bid) -> list[AwardIndicator]:
    found = []
    for one in bid.indicators.select_related("source").order_by("position"):
        if one.value is None:
            continue
        asked = one.source
        found.append(
            AwardIndicator(
                name=one.name,
                direction=one.direction,
                value=one.value,
                unit_of_measure=one.unit_of_measure,
                method=one.method or (asked.method if asked else ""),
                asked=asked.value if asked else None,
                baseline=asked.baseline if asked else None,
                is_hard=bool(asked and asked.is_hard),
                third_party=bool(asked and asked.third_party),
            )
        )
    return found
