"""Votes as their readers see them."""

from dataclasses import dataclass

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import vote_rules
from ceyuan.apps.reviews.models import Envelope, OpenVote, Panel, PanelCase, Recusal, Seat, Vote
from ceyuan.apps.reviews.policies.panels import RUN, SUPERVISE, VIEW
from ceyuan.core.review.votes import Decision

from .own import own


@dataclass(frozen=True, slots=True)
class VoteSight:
    """A vote as one reader sees it: `cases` without those the reader is kept from; `seat` is the reader's, if any."""

    vote: Vote
    panel: Panel
    cases: list[PanelCase]
    decisions: dict[int, Decision]
    seat: Seat | None
    has_voted: bool
    runs: bool
    hidden: int

    @property
    def may_vote(self) -> bool:
        """Whether the reader's vote is still to come."""
        waiting = self.vote.state == "open" and self.seat is not None and not self.has_voted
        # Who is kept from one case of a box takes no envelope of it; by name one votes on the others.
        return waiting and bool(self.cases) and not (self.vote.is_secret and self.hidden)


def votes_of(actor: Actor, panel_id: int) -> tuple[Panel, list[Vote]] | None:
    """The votes of a panel for who runs, supervises or sits in it, and for readers once it is published."""
    panel = _panel(actor, panel_id)
    if panel is None:
        return None
    return panel, list(Vote.objects.filter(panel=panel).order_by("number"))


def vote_of(actor: Actor, pk: int) -> VoteSight | None:
    """One vote, or None."""
    vote = Vote.objects.select_related("panel__unit", "panel__group", "round_of").filter(pk=pk).first()
    panel = _panel(actor, vote.panel_id) if vote else None
    if vote is None or panel is None:
        return None
    barred = set(Recusal.objects.filter(own(actor, "expert__"), case__panel=panel).values_list("case", flat=True))
    items = [item for item in vote.items if item not in barred]
    by_id = PanelCase.objects.in_bulk(items)
    seat = _seat(actor, panel)
    decided = vote_rules.decisions(vote) if vote.state == Vote.State.CLOSED else {}
    return VoteSight(
        vote=vote,
        panel=panel,
        cases=[by_id[item] for item in items],
        decisions={item: one for item, one in decided.items() if item not in barred},
        seat=seat,
        has_voted=seat is not None and _has_voted(vote, seat),
        runs=actor.may(RUN, panel.unit.path),
        hidden=len(vote.items) - len(items),
    )


def said_by_name(sight: VoteSight) -> list[tuple[Seat, dict[int, str]]]:
    """Who said what, once an open vote is counted; of the cases that the reader may see."""
    if sight.vote.is_secret or sight.vote.state != Vote.State.CLOSED:
        return []
    shown = {case.pk for case in sight.cases}
    found: dict[int, tuple[Seat, dict[int, str]]] = {}
    rows = OpenVote.objects.filter(vote=sight.vote).select_related("seat__expert").order_by("seat__expert__sort_key")
    for row in rows:
        if row.case_id in shown:
            found.setdefault(row.seat_id, (row.seat, {}))[1][row.case_id] = row.choice
    return list(found.values())


def waiting_votes(actor: Actor, limit: int) -> list[Vote]:
    """Open votes that wait for the actor."""
    if actor.account_id is None:
        return []
    mine = Seat.objects.filter(own(actor, "expert__"), state=Seat.State.ACCEPTED)
    found = Vote.objects.filter(
        state=Vote.State.OPEN,
        panel__group=actor.group_id or 0,
        panel__in=mine.values("panel"),
    )
    waiting = []
    for vote in found.select_related("panel").order_by("opened_at")[: limit * 2]:
        sight = vote_of(actor, vote.pk)
        if sight is not None and sight.may_vote:
            waiting.append(vote)
    return waiting[:limit]


def ballot_box(pk: int) -> Vote | None:
    """A secret vote, for who holds a token; nothing else of it is told."""
    return Vote.objects.select_related("panel__group").filter(pk=pk, is_secret=True).first()


def box_cases(vote: Vote) -> list[PanelCase]:
    """The cases on the ballots of a box."""
    by_id = PanelCase.objects.in_bulk(vote.items)
    return [by_id[item] for item in vote.items]


def members(panel: Panel) -> list[Seat]:
    """Who sits in the panel."""
    seats = Seat.objects.filter(panel=panel, state=Seat.State.ACCEPTED).select_related("expert")
    return list(seats.order_by("expert__sort_key", "pk"))


def cases_to_vote(panel: Panel) -> list[PanelCase]:
    """Cases that are in no open vote."""
    taken = {item for vote in Vote.objects.filter(panel=panel, state=Vote.State.OPEN) for item in vote.items}
    return [case for case in panel.cases.order_by("number") if case.pk not in taken]


def _panel(actor: Actor, panel_id: int) -> Panel | None:
    panel: Panel | None = (
        Panel.objects.select_related("unit", "group").filter(pk=panel_id, group=actor.group_id or 0).first()
    )
    if panel is None:
        return None
    path = panel.unit.path
    reads = panel.state == "published" and actor.may(VIEW, path)
    if actor.may(RUN, path) or actor.may(SUPERVISE, path) or reads or _seat(actor, panel):
        return panel
    return None


def _seat(actor: Actor, panel: Panel) -> Seat | None:
    return Seat.objects.filter(own(actor, "expert__"), panel=panel, state=Seat.State.ACCEPTED).first()


def _has_voted(vote: Vote, seat: Seat) -> bool:
    model = Envelope if vote.is_secret else OpenVote
    return bool(model.objects.filter(vote=vote, seat=seat).exists())
