"""Two wordings of a document side by side: which passages stayed, changed, came, went or moved, and which words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import compile as pattern
from typing import Literal

Mark = Literal["same", "added", "removed"]
_TOKENS = pattern(r"[A-Za-z0-9.,%_-]+|\s+|[^\sA-Za-z0-9]")
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered passage; `key` is the caller's own, and `of` what else must be equal (its kind, its unit, its day)."""

    key: int
    number: str
    text: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that both wordings have, or only one of them."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a passage. `words` shows a changed text; without difference in words only number, place or `of`
    changed."""

    kind: Literal["same", "changed", "added", "removed", "moved"]
    old: Passage | None
    new: Passage | None
    words: tuple[Words, ...] = ()


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> list[Change]:
    """The passages in the order of the new wording; what went stands where it stood.

    A passage is found again by its text, else by its number among those left, else by the likeness of its words.
    """
    pairs = _pairs(old, new)
    former = {right: left for left, right in pairs.items()}
    in_order = _longest_rising([former[place] for place in range(len(new)) if place in former])
    changes: list[Change] = []
    told = 0
    for place, passage in enumerate(new):
        left = former.get(place)
        if left is None:
            changes.append(Change("added", None, passage))
            continue
        if left in in_order:
            changes += _gone(old, range(told, left), pairs)
            told = max(told, left + 1)
        changes.append(_change(old[left], passage, moved=left not in in_order))
    return changes + _gone(old, range(told, len(old)), pairs)


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """The words of both texts as runs; Chinese is compared sign by sign, other writing word by word."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    runs: list[Words] = []
    for kind, start, stop, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Words("same", "".join(before[start:stop])))
            continue
        if stop > start:
            runs.append(Words("removed", "".join(before[start:stop])))
        if last > first:
            runs.append(Words("added", "".join(after[first:last])))
    return tuple(runs)


def _change(before: Passage, after: Passage, *, moved: bool) -> Change:
    if before.text != after.text:
        return Change("changed", before, after, word_changes(before.text, after.text))
    if before.number != after.number or before.of != after.of:
        return Change("changed", before, after)
    return Change("moved" if moved else "same", before, after)


def _gone(old: Sequence[Passage], places: range, pairs: dict[int, int]) -> list[Change]:
    return [Change("removed", old[place], None) for place in places if place not in pairs]


def _pairs(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    _match(old, new, pairs, lambda one: (one.number, one.text))
    _match(old, new, pairs, lambda one: one.text)
    _match_alike(old, new, pairs)
    return pairs


def _match(
    old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int], mark: Callable[[Passage], object]
) -> None:
    waiting: dict[object, list[int]] = {}
    taken = set(pairs.values())
    for place, passage in enumerate(new):
        if place not in taken:
            waiting.setdefault(mark(passage), []).append(place)
    for place, passage in enumerate(old):
        if place not in pairs and (free := waiting.get(mark(passage))):
            pairs[place] = free.pop(0)


def _match_alike(old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]) -> None:
    """Pairs what is left by likeness of words; the same number tips the scale."""
    left = [place for place in range(len(old)) if place not in pairs]
    taken = set(pairs.values())
    right = [place for place in range(len(new)) if place not in taken]
    scored = []
    for one in left:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(old[one].text)
        for other in right:
            matcher.set_seq1(new[other].text)
            bonus = 0.2 if old[one].number and old[one].number == new[other].number else 0.0
            if matcher.quick_ratio() + bonus >= ALIKE and (ratio := matcher.ratio() + bonus) >= ALIKE:
                scored.append((-ratio, abs(one - other), one, other))
    used: set[int] = set()
    for _likeness, _distance, one, other in sorted(scored):
        if one not in pairs and other not in used:
            pairs[one] = other
            used.add(other)


def _longest_rising(values: Sequence[int]) -> set[int]:
    """The largest set of passages that kept their order; the others moved."""
    best: list[tuple[int, ...]] = []  # best[i]: the rising run of length i + 1 with the smallest end
    for value in values:
        length = next((at for at, run in enumerate(best) if run[-1] >= value), len(best))
        run = (*best[length - 1], value) if length else (value,)
        best[length : length + 1] = [run]
    return set(best[-1]) if best else set()
