"""Votes of the demonstration's panels: by name, and in secret with envelopes and ballots."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Panel, Seat
from ceyuan.apps.reviews.services import secret, voting

_RULE = {"quorum": "2/3", "threshold": "1/2", "threshold_more": True, "base": "present"}
_GOOD = 74


def vote_by_name(actor: Actor, panel: Panel, rng: Random, qualities: Sequence[int], *, is_counted: bool) -> None:
    """Whether each case is recommended, said by the members on record; the last two wait while it is open."""
    cases = list(panel.cases.order_by("number"))
    made = voting.open_vote(
        actor=actor,
        panel_id=panel.pk,
        title="是否推荐进入决策",
        case_ids=[one.pk for one in cases],
        rule=_RULE,
    )[0]
    members = _members(panel)
    for seat in members if is_counted else members[:-2]:
        barred = voting.recused_of(panel, seat)
        said = {one.pk: _choice(rng, qualities[one.number - 1]) for one in cases if one.pk not in barred}
        if said:
            voting.say(actor=acting(seat, panel), vote_id=made.pk, choices=said)
    if is_counted:
        voting.close_vote(actor=actor, vote_id=made.pk)


def vote_in_secret(actor: Actor, panel: Panel, rng: Random, qualities: Sequence[int]) -> None:
    """The same question by ballots that nobody can lead back to a person; counted."""
    cases = {one.pk: one.number for one in panel.cases.all()}
    members = _members(panel)
    for box in voting.open_vote(
        actor=actor,
        panel_id=panel.pk,
        title="无记名推荐表决",
        case_ids=list(cases),
        rule=_RULE,
        is_secret=True,
    ):
        for seat in members:
            if voting.recused_of(panel, seat) & set(box.items):
                continue
            voter = acting(seat, panel)
            token = secret.take_envelope(actor=voter, vote_id=box.pk)
            said = {str(key): _choice(rng, qualities[cases[key] - 1]) for key in box.items}
            secret.cast(actor=voter, vote_id=box.pk, token=token, choices=said)
        voting.close_vote(actor=actor, vote_id=box.pk)


def _choice(rng: Random, quality: int) -> str:
    chance = rng.random()
    if quality >= _GOOD:
        return "yes" if chance < 0.85 else "abstain"
    return "no" if chance < 0.7 else "yes"


def _members(panel: Panel) -> list[Seat]:
    found = panel.seats.filter(state=Seat.State.ACCEPTED).exclude(expert__person=None)
    return list(found.select_related("expert").order_by("pk"))


def acting(seat: Seat, panel: Panel) -> Actor:
    """A member of the panel, with or without a log-in."""
    return Actor(None, seat.expert.person_id, str(seat.expert), panel.group_id, panel.group.code)
