"""Secret votes: envelopes with tokens, ballots under tokens, and the publication that everybody can count again.

Kept apart by construction: who took an envelope (a seat, without time), and the ballots (a token, without person, time
or order of numbers). An envelope that waits holds its token in cipher and is deleted when it is taken. Taking and
casting are therefore no acts of the audit trail: a time beside a name would undo the secrecy. What this does not hide:
from who reads the disk of the database server below the tables while the vote is open, and from who keeps a log of
requests with names; see `core.review.ballots` for the rest of what has to be trusted.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import sealing
from ceyuan.apps.reviews import vote_rules as rules
from ceyuan.apps.reviews.models import Ballot as Paper
from ceyuan.apps.reviews.models import Envelope, Panel, Vote, WaitingEnvelope
from ceyuan.core.kernel import Refused
from ceyuan.core.review import ballots as core
from ceyuan.core.review.canonical import told
from ceyuan.core.review.votes import Choice


@dataclass(frozen=True, slots=True)
class Emptied:
    """An emptied box: the papers to count, and the publication as JSON with what is wrong with it."""

    papers: list[Mapping[str, Choice]]
    told: dict[str, Any]


def box_of(vote: Vote) -> core.Box:
    """The box as it was published before the vote."""
    key = f"{vote.panel.group.code}-panel-{vote.panel_id}-vote-{vote.number}"
    return core.Box(key, tuple(str(item) for item in vote.items), tuple(vote.commitments))


def fresh_tokens(vote: Vote, voters: int) -> list[str]:
    """Make a token for each voter and write their fingerprints into the vote.

    Invalid: `tokens` with `review.too_few_for_secrecy`."""
    tokens = [secrets.token_urlsafe(32) for _voter in range(voters)]
    box = box_of(vote)
    vote.commitments = list(core.open_box(box.key, box.items, tokens).commitments)
    return tokens


def lay_out(vote: Vote, tokens: list[str]) -> None:
    """Put the tokens into envelopes, mixed; nobody knows which is which."""
    stack = [WaitingEnvelope(vote=vote) for _token in tokens]
    for envelope, token in zip(stack, core.mixed(tokens, secrets.token_bytes(32)), strict=True):
        envelope.closed = sealing.close(_place(envelope), {"token": token})
    WaitingEnvelope.objects.bulk_create(stack)


def take_envelope(*, actor: Actor, vote_id: int) -> str:
    """The token of an envelope taken at random; it is shown this once.

    Refused: `reviews.unknown_vote`, `reviews.vote_not_open`, `reviews.vote_by_name`, `reviews.not_seated`,
    `review.recused`, `review.envelope_taken`.
    """
    from .voting import attend, known_vote, recused_of, voting_seat

    with transaction.atomic():
        panel, vote = known_vote(actor, vote_id)
        if not vote.is_secret:
            raise Refused("reviews.vote_by_name")
        seat = voting_seat(actor, panel, vote)
        if recused_of(panel, seat) & set(vote.items):
            raise Refused("review.recused")
        if Envelope.objects.filter(vote=vote, seat=seat).exists():
            raise Refused("review.envelope_taken", voter=str(seat.expert))
        waiting = list(WaitingEnvelope.objects.filter(vote=vote).order_by("pk"))
        if not waiting:
            raise Refused("review.not_entitled_to_vote", voter=str(seat.expert))
        mine = secrets.choice(waiting)
        token: str = sealing.opened(_place(mine), mine.closed)["token"]
        mine.delete()
        Envelope.objects.create(vote=vote, seat=seat)
        attend(vote, seat)
    return token


def cast(*, actor: Actor, vote_id: int, token: str, choices: Mapping[str, str]) -> None:
    """Put a ballot into the box. The token entitles; who holds it is neither asked nor kept.

    Refused: `reviews.unknown_vote`, `reviews.vote_not_open`, `review.token_forged`, `review.token_used`,
    `review.choice_of_other_item`. Invalid: `choices`.
    """
    del actor
    with transaction.atomic():
        vote = Vote.objects.select_for_update().filter(pk=vote_id, is_secret=True).first()
        if vote is None:
            raise Refused("reviews.unknown_vote")
        if vote.state != Vote.State.OPEN:
            raise Refused("reviews.vote_not_open", title=vote.title)
        said = {item: Choice(choice) for item, choice in choices.items() if choice in set(Choice)}
        box = box_of(vote)
        # Only a ballot with the same token can stand against this one, so only that one is looked up.
        before = tuple(core.Ballot(one.token, {}) for one in Paper.objects.filter(vote=vote, mark=box.mark(token)))
        core.Urn(box, before).cast(core.Ballot(token, said))
        rules.check_paper(vote, said, len(vote.items))
        Paper.objects.create(
            vote=vote, mark=box.mark(token), token=token, choices={item: one.value for item, one in said.items()}
        )


def emptied(panel: Panel, vote: Vote) -> Emptied:
    """Open the box at closing: all ballots by fingerprint, the tokens nobody took, and who took one."""
    del panel
    waiting = list(WaitingEnvelope.objects.filter(vote=vote))
    untaken = [sealing.opened(_place(one), one.closed)["token"] for one in waiting]
    cast_ones = tuple(
        core.Ballot(one.token, {item: Choice(said) for item, said in one.choices.items()})
        for one in Paper.objects.filter(vote=vote).order_by("mark")
    )
    voters = Envelope.objects.filter(vote=vote).order_by("seat").values_list("seat", flat=True)
    shown = core.Publication(box_of(vote), cast_ones, tuple(sorted(untaken)), tuple(str(seat) for seat in voters))
    WaitingEnvelope.objects.filter(vote=vote).delete()
    faults = [told(one) for one in core.recount(shown).faults]
    return Emptied([one.choices for one in cast_ones], {**shown.to_dict(), "faults": faults})


def _place(envelope: WaitingEnvelope) -> str:
    return f"vote {envelope.vote_id} envelope {envelope.pk}"
