"""How like two proposals are, and which passages say the same: an answer a person can check, not a verdict.

Each part of a text ("title", "route", "indicators") is cut into shingles: runs of four Chinese characters or two Latin
words. Two parts are as like as the weighted Jaccard measure of their shingles (sum of minima over sum of maxima), where
a shingle counts for more the fewer of the compared works hold it: common phrases of a trade prove nothing. The whole is
the mean of the parts by `Weights`. All integers; shares are millionths.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import compile as pattern
from types import MappingProxyType

from ceyuan.core.kernel.text import normalise

WHOLE_PPM = 1_000_000
MOST_TOKENS = 6_000
# Shorter runs agree by chance: eight characters are a phrase, five Latin words too.
SHORTEST = 8
_TOKEN = pattern(r"[A-Za-z0-9][A-Za-z0-9.,%_+-]*|[^\W_]")
_RUN = 4

Weights = Mapping[str, int]
DEFAULT_WEIGHTS: Weights = MappingProxyType({"title": 2, "route": 5, "indicators": 3})
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A passage that both works have: `text` as the first one wrote it, in which part, at which characters of it."""

    part: str
    text: str
    start: int
    other_part: str
    other_text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a work is to another, `key`: as a whole, by part, and the passages that agree, the longest first."""

    key: str
    share_ppm: int
    parts: Mapping[str, int]
    passages: tuple[Agreement, ...]


def rank(
    own: Texts,
    others: Mapping[str, Texts],
    *,
    weights: Weights = DEFAULT_WEIGHTS,
    least_ppm: int = 0,
    most: int = 20,
) -> list[Likeness]:
    """The other works by likeness, the most alike first; those below `least_ppm` are left out."""
    cut = {key: _cut(texts, weights) for key, texts in others.items()}
    mine = _cut(own, weights)
    rarity = _rarity([mine, *cut.values()])
    measured = []
    for key, parts in cut.items():
        by_part = {part: _jaccard(mine[part], parts[part], rarity) for part in weights}
        share = _mean(by_part, mine, parts, weights)
        if share >= least_ppm:
            measured.append((share, key, by_part))
    measured.sort(key=lambda found: (-found[0], found[1]))
    return [
        Likeness(key, share, MappingProxyType(by_part), tuple(agreements(own, others[key])))
        for share, key, by_part in measured[:most]
    ]


def agreements(own: Texts, other: Texts, most: int = 12) -> list[Agreement]:
    """The passages that agree, the longest first; a part is compared with the same part of the other work."""
    found: list[Agreement] = []
    for part in own:
        mine, theirs = _tokens(own[part]), _tokens(other.get(part, ""))
        if not mine or not theirs:
            continue
        matcher = SequenceMatcher(None, [word for word, _a, _b in mine], [word for word, _a, _b in theirs], False)  # noqa: FBT003
        for block in matcher.get_matching_blocks():
            run = mine[block.a : block.a + block.size]
            if _length(run) < SHORTEST:
                continue
            there = theirs[block.b : block.b + block.size]
            start = run[0][1]
            text = own[part][start : run[-1][2]]
            found.append(Agreement(part, text, start, part, other[part][there[0][1] : there[-1][2]]))
    return sorted(found, key=lambda one: (-len(one.text), one.part, one.start))[:most]


Token = tuple[str, int, int]


def _tokens(text: str) -> list[Token]:
    found = (
        (normalise(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text[: 4 * MOST_TOKENS])
    )
    return [token for token in found if token[0]][:MOST_TOKENS]


def _length(run: Sequence[Token]) -> int:
    # A Latin word weighs as much as two characters: five words or eight ideographs make a passage.
    return sum(2 if len(word) > 1 else 1 for word, _start, _end in run)


def _shingles(text: str) -> Counter[str]:
    words = [word for word, _start, _end in _tokens(text)]
    runs: list[str] = []
    at = 0
    while at < len(words):
        size = 2 if len(words[at]) > 1 else _RUN
        piece = words[at : at + size]
        if len(piece) == size or not runs:
            runs.append("\x1f".join(piece))
        at += 1
    return Counter(runs)


def _cut(texts: Texts, weights: Weights) -> dict[str, Counter[str]]:
    return {part: _shingles(texts.get(part, "")) for part in weights}


def _rarity(works: Iterable[Mapping[str, Counter[str]]]) -> dict[str, int]:
    """A weight per shingle: the number of binary digits of works per work that holds it, at least one."""
    held: Counter[str] = Counter()
    count = 0
    for parts in works:
        count += 1
        held.update({shingle for shingles in parts.values() for shingle in shingles})
    return {shingle: max(1, (count // times).bit_length()) for shingle, times in held.items()}


def _jaccard(mine: Counter[str], theirs: Counter[str], rarity: Mapping[str, int]) -> int:
    less = more = 0
    for shingle in mine.keys() | theirs.keys():
        few, many = sorted((mine[shingle], theirs[shingle]))
        less += few * rarity[shingle]
        more += many * rarity[shingle]
    return less * WHOLE_PPM // more if more else 0


def _mean(
    by_part: Mapping[str, int],
    mine: Mapping[str, Counter[str]],
    theirs: Mapping[str, Counter[str]],
    weights: Weights,
) -> int:
    """The mean over the parts that either work has; a part neither has written proves nothing."""
    told = [part for part in weights if mine[part] or theirs[part]]
    total = sum(weights[part] for part in told)
    return sum(by_part[part] * weights[part] for part in told) // total if total else 0
