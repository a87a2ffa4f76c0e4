"""Secret ballots: nobody can tell who voted how, everybody can count.

Acts: (1) a secret random token is made for each entitled voter and sealed, one to an envelope; `open_box` gives the
list of their fingerprints, which is published before the vote. (2) Envelopes are mixed (`mixed`, with a seed that is
destroyed) and handed out; the `Register` notes who took one, not which. (3) `cast` takes a ballot under a token:
forged and used tokens are refused. (4) At closing `publish` shows all ballots with their tokens, sorted by
fingerprint so that nothing tells their order, the tokens of envelopes nobody took, and the voters who took one.
(5) `recount` is for everybody, and every voter finds his or her own ballot by its token.

What is proven: only the tokens published beforehand voted, each once; there are no more ballots than voters who took an
envelope; the result is that of the ballots shown. What has to be trusted, and is not proven here:
- Whoever makes the tokens does not keep them. One who does can vote in a voter's place; the voter notices (the token
  is used) but then has to complain. Let two people make and seal them on a machine without network.
- Whoever hands out envelopes does not know which is which, and the voting page keeps no address, time or session with a
  ballot. A group of voters that is very small or of one mind has no secret: fewer than `FEWEST_VOTERS` are refused.
- A voter can show the token to somebody and so prove the own vote. This keeps nobody from selling or extorting votes.
A member recused of an item votes in another box, without it; such a box needs as many voters.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review.canonical import fingerprint
from ceyuan.core.review.stream import Stream
from ceyuan.core.review.votes import Choice, Tally, count

FEWEST_VOTERS = 3
_LEAST_TOKEN = 32


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter says, under a token."""

    token: str
    choices: Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class Box:
    """A ballot box as it is published before the vote: what is voted on and the sorted fingerprints of all tokens."""

    key: str
    items: tuple[str, ...]
    commitments: tuple[str, ...]

    def mark(self, token: str) -> str:
        """The fingerprint of a token in this box."""
        return fingerprint("token", self.key.encode(), token.encode())


@dataclass(frozen=True, slots=True)
class Register:
    """Who took an envelope. Kept apart from the box, and without times."""

    entitled: frozenset[str]
    took: frozenset[str] = frozenset()

    def hand_out(self, voter: str) -> "Register":
        """Note that the voter took one. Refused: `review.not_entitled_to_vote`, `review.envelope_taken`."""
        if voter not in self.entitled:
            raise Refused("review.not_entitled_to_vote", voter=voter)
        if voter in self.took:
            raise Refused("review.envelope_taken", voter=voter)
        return replace(self, took=self.took | {voter})


@dataclass(frozen=True, slots=True)
class Urn:
    """A box with the ballots cast so far; sealed until closing."""

    box: Box
    ballots: tuple[Ballot, ...] = ()

    def cast(self, ballot: Ballot) -> "Urn":
        """Take a ballot. Refused: `review.token_forged`, `review.token_used`, `review.choice_of_other_item`."""
        fault = _ballot_fault(self.box, ballot, {one.token for one in self.ballots})
        if fault is not None:
            raise Refused(fault)
        # In the order of fingerprints, so that not even the sealed urn tells who came first.
        kept = sorted((*self.ballots, ballot), key=lambda one: self.box.mark(one.token))
        return replace(self, ballots=tuple(kept))


@dataclass(frozen=True, slots=True)
class Publication:
    """All that is shown at closing; enough to count again."""

    box: Box
    ballots: tuple[Ballot, ...]
    untaken: tuple[str, ...]
    voters: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        ballots = [{"token": one.token, "choices": {k: str(v) for k, v in one.choices.items()}} for one in self.ballots]
        box = {"key": self.box.key, "items": list(self.box.items), "commitments": list(self.box.commitments)}
        return {"box": box, "ballots": ballots, "untaken": list(self.untaken), "voters": list(self.voters)}

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> "Publication":
        """The publication that `to_dict` wrote. Unknown choices are a ValueError."""
        box = Box(told["box"]["key"], tuple(told["box"]["items"]), tuple(told["box"]["commitments"]))
        ballots = tuple(
            Ballot(one["token"], {item: Choice(said) for item, said in one["choices"].items()})
            for one in told["ballots"]
        )
        return cls(box, ballots, tuple(told["untaken"]), tuple(told["voters"]))


@dataclass(frozen=True, slots=True)
class Recount:
    """The tally of each item, and what is wrong with the publication; with faults the tallies mean nothing."""

    tallies: Mapping[str, Tally]
    faults: tuple[Reason, ...] = field(default=())


def open_box(key: str, items: Sequence[str], tokens: Sequence[str]) -> Box:
    """The box for fresh secret tokens (at least 32 characters each, one for each entitled voter).

    Invalid: `review.items_twice_or_none`, `review.too_few_for_secrecy`, `review.token_weak`, `review.token_twice`.
    """
    faults: dict[str, list[Reason]] = {"items": [], "tokens": []}
    if not items or len(set(items)) < len(items):
        faults["items"].append(Reason("review.items_twice_or_none", {"items": list(items)}))
    if len(tokens) < FEWEST_VOTERS:
        faults["tokens"].append(Reason("review.too_few_for_secrecy", {"voters": len(tokens), "least": FEWEST_VOTERS}))
    if any(len(token) < _LEAST_TOKEN for token in tokens):
        faults["tokens"].append(Reason("review.token_weak", {"least": _LEAST_TOKEN}))
    if len(set(tokens)) < len(tokens):
        faults["tokens"].append(Reason("review.token_twice"))
    if any(faults.values()):
        raise Invalid(faults)
    box = Box(key, tuple(items), ())
    return replace(box, commitments=tuple(sorted(box.mark(token) for token in tokens)))


def mixed(tokens: Sequence[str], seed: bytes) -> list[str]:
    """The tokens in the order in which envelopes are stacked. Destroy the seed afterwards; nobody needs it again."""
    return Stream(seed, "envelopes").shuffled(sorted(tokens))


def publish(urn: Urn, register: Register, untaken: Collection[str]) -> Publication:
    """What to show at closing; `untaken` are the tokens from envelopes that nobody took, opened now."""
    return Publication(urn.box, urn.ballots, tuple(sorted(untaken)), tuple(sorted(register.took)))


def recount(shown: Publication) -> Recount:
    """Count a publication from nothing but itself and its box, which was public before the vote.

    Faults: `review.token_forged`, `review.token_used`, `review.choice_of_other_item`, `review.untaken_voted`,
    `review.untaken_forged`, `review.envelopes_differ` (tokens less untaken is not the number of voters who took one),
    `review.more_ballots_than_voters`.
    """
    faults: list[Reason] = []
    seen: set[str] = set()
    for ballot in shown.ballots:
        fault = _ballot_fault(shown.box, ballot, seen)
        faults += [fault] if fault is not None else []
        seen.add(ballot.token)
    if voted := set(shown.untaken) & seen:
        faults.append(Reason("review.untaken_voted", {"count": len(voted)}))
    if strange := [token for token in shown.untaken if shown.box.mark(token) not in shown.box.commitments]:
        faults.append(Reason("review.untaken_forged", {"count": len(strange)}))
    taken, voters = len(shown.box.commitments) - len(set(shown.untaken)), len(set(shown.voters))
    if taken != voters:
        faults.append(Reason("review.envelopes_differ", {"taken": taken, "voters": voters}))
    if len(shown.ballots) > voters:
        faults.append(Reason("review.more_ballots_than_voters", {"ballots": len(shown.ballots), "voters": voters}))
    tallies = {
        item: count([ballot.choices[item] for ballot in shown.ballots if item in ballot.choices])
        for item in shown.box.items
    }
    return Recount(tallies, tuple(faults))


def found(shown: Publication, token: str) -> Ballot | None:
    """A voter's own ballot as published, None when it is not there: then complain before the result is final."""
    return next((ballot for ballot in shown.ballots if ballot.token == token), None)


def _ballot_fault(box: Box, ballot: Ballot, used: Collection[str]) -> Reason | None:
    if box.mark(ballot.token) not in box.commitments:
        return Reason("review.token_forged")
    if ballot.token in used:
        return Reason("review.token_used")
    if strange := sorted(Counter(ballot.choices).keys() - set(box.items)):
        return Reason("review.choice_of_other_item", {"items": strange})
    return None
