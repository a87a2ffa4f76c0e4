"""Drawing experts by lot so that anybody can check it: committed seed, strata, exclusions with reasons, replacements.

Order of acts: (1) a random seed of at least 16 bytes is made in secret and `commit(seed)` published, before the pool
and its exclusions are final; (2) after that, a public number nobody of the house controls may be added (`public`, for
instance a lottery result of a day named in advance): then not even the maker of the seed could have chosen it for its
outcome; (3) `draw`; (4) at the end the seed is revealed with the record, `verify` and `replay` are for everybody.

The eligible candidates, sorted by key, are shuffled once by the seed. The panel takes them in that order; passed over
is only who has no seat (unit or stratum full) or whose seat is needed for somebody still to come, since otherwise the
panel could not be completed. Every eligible expert has a chance, though not every panel has the same. Replacements go
through the same order again, so nothing is left to choose after the seed is fixed.
"""

import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace as changed
from itertools import pairwise

from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review.admissible import Candidate, DrawPlan, Room, drawable
from ceyuan.core.review.canonical import fingerprint
from ceyuan.core.review.draw_record import DrawRecord, Replacement, Turn
from ceyuan.core.review.stream import Stream, seed_bytes

Exclusions = Mapping[str, Sequence[Reason]]


def commit(seed: str) -> str:
    """What is published before a draw: binds the seed (16 to 64 bytes in hexadecimal) and does not show it."""
    return fingerprint("seed", seed_bytes(seed))


def verify(commitment: str, seed: str) -> bool:
    """Whether the seed revealed is the one that was committed to."""
    return hmac.compare_digest(commit(seed), commitment)


def draw(
    plan: DrawPlan,
    candidates: Iterable[Candidate],
    exclusions: Exclusions,
    *,
    seed: str,
    commitment: str,
    public: str = "",
) -> DrawRecord:
    """Draw the panel. `exclusions` are the reasons against experts (conflicts, blacklist) by key; who has too much to
    review is excluded by the plan.

    Refused: `review.seed_not_committed`, `review.draw_impossible` with what is `missing` (reasons
    `review.draw_too_few`, `review.draw_stratum_short`, `review.draw_strata_collide`). Invalid: `review.key_twice`.
    """
    if not verify(commitment, seed):
        raise Refused("review.seed_not_committed", commitment=commitment)
    pool = tuple(sorted(candidates, key=lambda one: one.key))
    if twice := sorted({one.key for one, other in pairwise(pool) if one.key == other.key}):
        raise Invalid({"candidates": [Reason("review.key_twice", {"keys": twice})]})
    barred = _barred(plan, pool, exclusions)
    eligible = [one for one in pool if one.key not in barred]
    room = Room(plan)
    if not room.completable(eligible):
        raise Refused("review.draw_impossible", case=plan.case, missing=tuple(room.missing(eligible)))
    order = Stream(seed_bytes(seed), f"draw|{plan.case}|{public}").shuffled(eligible)
    turns = _fill(room, order)
    return DrawRecord(plan, commitment, seed, public, pool, barred, tuple(one.key for one in order), turns)


def replace(record: DrawRecord, left: str, why: str, exclusions: Exclusions | None = None) -> DrawRecord:
    """The record with somebody drawn instead of `left`, who declined, was recused or fell ill (`why` is your code).

    `exclusions` are reasons found since the draw; they hold from now on. Nobody who left or was excluded comes again.
    Refused: `review.not_in_panel`, `review.no_replacement` with what is `missing`.
    """
    if left not in record.panel:
        raise Refused("review.not_in_panel", expert=left)
    since = {key: tuple(reasons) for key, reasons in (exclusions or {}).items() if reasons}
    gone = _gone(record) | {left} | set(since)
    by_key = {one.key: one for one in record.candidates}
    room = Room(record.plan, [by_key[key] for key in record.panel if key != left])
    order = [by_key[key] for key in record.order if key not in gone and key not in record.panel]
    if not room.completable(order):
        missing = tuple(room.missing(order))
        raise Refused("review.no_replacement", case=record.plan.case, left=left, missing=missing)
    change = Replacement(left, why, since, _fill(room, order))
    return changed(record, replacements=(*record.replacements, change))


def replay(record: DrawRecord) -> DrawRecord:
    """The draw made again from what went into it alone: plan, candidates, exclusions, seed, and who left why.

    A true record equals its replay. Refused as `draw` and `replace`, when what went in could not have been drawn."""
    again = draw(
        record.plan,
        record.candidates,
        record.exclusions,
        seed=record.seed,
        commitment=record.commitment,
        public=record.public,
    )
    for change in record.replacements:
        again = replace(again, change.left, change.why, change.excluded)
    return again


def check(record: DrawRecord, commitment: str) -> list[Reason]:
    """What is wrong with a record that claims to follow from the published commitment; empty when nothing is.

    Codes: `review.seed_not_committed`, `review.record_differs` (with the first `part` that is not what follows from
    seed and candidates), or that of the refusal with which the draw ends.
    """
    if not verify(commitment, record.seed):
        return [Reason("review.seed_not_committed", {"commitment": commitment})]
    try:
        again = replay(record).to_dict()
    except Refused as refusal:
        return [refusal.reason]
    claimed = record.to_dict()
    differing = [part for part in claimed if claimed[part] != again[part]]
    return [Reason("review.record_differs", {"part": part}) for part in differing[:1]]


def _barred(plan: DrawPlan, pool: Collection[Candidate], exclusions: Exclusions) -> dict[str, tuple[Reason, ...]]:
    found = {key: list(reasons) for key, reasons in exclusions.items() if reasons}
    for key, reason in drawable(pool, plan).items():
        if reason.code not in [known.code for known in found.setdefault(key, [])]:
            found[key].append(reason)
    known = {one.key for one in pool}
    return {key: tuple(found[key]) for key in sorted(found) if key in known}


def _fill(room: Room, order: Sequence[Candidate]) -> tuple[Turn, ...]:
    """Go through the order until the panel is full; the panel of `room` can be completed from it."""
    turns: list[Turn] = []
    for number, one in enumerate(order):
        if len(room.panel) == room.plan.size:
            break
        passed = room.refusal(one)
        if passed is None and not Room(room.plan, [*room.panel, one]).completable(order[number + 1 :]):
            passed = Reason("review.draw_seat_kept", {"seats": room.plan.size - len(room.panel)})
        if passed is None:
            room.panel.append(one)
        strata = tuple(each.code for each in room.plan.strata if passed is None and each.holds(one))
        turns.append(Turn(one.key, passed is None, strata, passed))
    return tuple(turns)


def _gone(record: DrawRecord) -> set[str]:
    return {change.left for change in record.replacements} | {
        key for change in record.replacements for key in change.excluded
    }
