"""How well the words of a header name a field, in any of the languages there are words for.

Words are compared without accents, case and hyphens; a rare word counts more than one in many synonyms; stems, parts of
compounds and slips of the pen count somewhat less. Chinese is compared by characters.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ceyuan.core.intake.field_sets import FieldSet

PARTS = re.compile(r"[/|\n;()（）\[\]：:]|\s-\s|\s{2,}| – ")
HYPHENATED = re.compile(r"(?<=\w)-\s*(?=\w)")
BLANKS = re.compile(r"\s+")
CJK = re.compile(r"[㐀-鿿]")
COMMON = {
    *("of", "the", "a", "an", "to", "in", "per", "as", "for", "and", "or", "on", "at", "by", "from", "other"),
    *("der", "die", "das", "des", "dem", "den", "von", "und", "oder", "im", "zum", "zur", "fur", "pro", "gemass"),
    *("de", "du", "la", "le", "les", "l", "d", "et", "par", "do", "da", "dos", "o", "e", "y", "el", "del", "della"),
    *("van", "het", "een", "bij", "en", "na", "ir", "un", "i", "z", "v", "w", "του", "της", "των", "με", "την", "το"),
    *("на", "за", "от"),
}  # fmt: skip
COMMON_WEIGHT = 0.15
UNKNOWN_WEIGHT = 2.0


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """Lower case, no accents, only letters, digits and single blanks."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(mark if mark.isalnum() else " " for mark in folded if not unicodedata.combining(mark))
    return BLANKS.sub(" ", kept).strip()


def parts(header: str) -> list[str]:
    """The header whole and in its parts (two languages in one cell, units in brackets), squeezed, each once."""
    joined = HYPHENATED.sub("", header)
    pieces = [joined.replace("_", " "), header.replace("_", " ")]
    split = PARTS.split(header.replace("_", " "))
    pieces += split
    pieces += [HYPHENATED.sub("", piece) for piece in split]
    found = (squeeze(piece) for piece in pieces)
    return list(dict.fromkeys(piece for piece in found if piece and not piece.isdigit()))


@lru_cache(maxsize=200_000)
def word_match(word: str, known: str) -> float:
    """1 for the same word, less for a shared stem, a compound or a slip, 0 for another word."""
    if word == known:
        return 1.0
    shorter, longer = sorted((len(word), len(known)))
    if shorter < 4:
        return 0.0
    shared = 0
    for left, right in zip(word, known, strict=False):
        if left != right:
            break
        shared += 1
    if shared >= 4 and shared / longer >= 0.65:
        return 0.9
    if len(known) >= 5 and (word.endswith(known) or word.startswith(known)):
        return 0.75
    if shorter >= 6 and longer - shorter <= 2 and SequenceMatcher(None, word, known).ratio() >= 0.85:
        return 0.85
    return 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """The best synonym of a field for a header, from 0 to 1."""

    score: float
    synonym: str
    language: str


@dataclass(frozen=True, slots=True)
class _Known:
    field: str
    language: str
    synonym: str
    squeezed: str
    words: tuple[str, ...]
    weight: float


class Lexicon:
    """The words of a field set, prepared for comparing."""

    def __init__(self, fields: FieldSet) -> None:
        self._known: list[_Known] = []
        for spec in fields.fields:
            for language, synonyms in spec.synonyms.items():
                for synonym in synonyms:
                    squeezed = squeeze(HYPHENATED.sub("", synonym))
                    words = tuple(squeezed.split())
                    self._known.append(_Known(spec.name, language, synonym, squeezed, words, spec.weight))
        appearing: Counter[str] = Counter()
        for field_words in self._words_by_field(fields):
            appearing.update(field_words)
        count = max(len(fields.fields), 1)
        self._weights = {
            word: COMMON_WEIGHT if word in COMMON else 0.4 + math.log(count / fields_with)
            for word, fields_with in appearing.items()
        }
        self._phrases = {known.squeezed for known in self._known}

    def _words_by_field(self, fields: FieldSet) -> Iterable[set[str]]:
        for spec in fields.fields:
            yield {word for known in self._known if known.field == spec.name for word in known.words}

    def knows(self, cell: str) -> bool:
        """Whether a part of the cell is exactly one of the synonyms: the quick test that finds header rows."""
        return any(part in self._phrases or part.replace(" ", "") in self._phrases for part in parts(cell))

    def hits(self, header: str) -> dict[str, Hit]:
        """For each field that the header could name, its best hit. A second language that agrees strengthens it."""
        best: dict[str, Hit] = {}
        agreeing: dict[str, set[str]] = {}
        for place, part in enumerate(parts(header)):
            part_words = tuple(part.split())
            for known in self._known:
                score = self._similarity(part, part_words, known) * known.weight * (1 - 0.01 * min(place, 5))
                if score < 0.3:
                    continue
                if score > 0.6:
                    agreeing.setdefault(known.field, set()).add(known.language)
                if known.field not in best or score > best[known.field].score:
                    best[known.field] = Hit(score, known.synonym, known.language)
        return {
            name: Hit(min(hit.score + 0.03 * (len(agreeing.get(name, ())) > 1), 1.0), hit.synonym, hit.language)
            for name, hit in best.items()
        }

    def _similarity(self, part: str, part_words: tuple[str, ...], known: _Known) -> float:
        if part == known.squeezed or part.replace(" ", "") == known.squeezed.replace(" ", ""):
            return 1.0
        if CJK.search(known.squeezed):
            return _chinese_similarity(part, known.squeezed)
        return self._by_words(part_words, known.words)

    def _by_words(self, part: tuple[str, ...], known: tuple[str, ...]) -> float:
        wanted = sum(self._weight(word) for word in known)
        covered, used = 0.0, set()
        for word in known:
            value, index = max(((word_match(mine, word), -i) for i, mine in enumerate(part)), default=(0.0, 0))
            if value:
                covered += value * self._weight(word)
                used.add(-index)
        if not covered:
            return 0.0
        excess = sum(self._weight(word) for index, word in enumerate(part) if index not in used)
        return covered / (wanted + 0.5 * excess)

    def _weight(self, word: str) -> float:
        if word in COMMON:
            return COMMON_WEIGHT
        return self._weights.get(word, UNKNOWN_WEIGHT)


def _chinese_similarity(part: str, known: str) -> float:
    tight = part.replace(" ", "")
    if not tight:
        return 0.0
    if known in tight:
        # Chinese puts the head noun last: 项目名称 ends with 名称.
        at_end = 0.1 if tight.endswith(known) else 0.0
        return min(0.5 + 0.4 * len(known) / len(tight) + at_end, 0.98)
    mine, theirs = _pairs(tight), _pairs(known)
    shared = len(mine & theirs)
    return 0.85 * 2 * shared / (len(mine) + len(theirs)) if shared else 0.0


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}
