"""Search and sorting of mixed Chinese and Latin text with plain columns: no database extension, no language model.

A searchable row keeps three columns: `search_grams` (text array with a GIN index), `search_text` and `search_initials`.
The index narrows, LIKE decides. For each word of a query a selector asks, in SQL terms,
`(search_grams @> word.grams AND search_text LIKE word.like_pattern)` or, where `word.initials_grams` is not None,
`(search_grams @> word.initials_grams AND search_initials LIKE word.like_pattern)`; all words must match.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add

from ceyuan.core.kernel.pinyin import initial_letters, readings

INITIALS_MARK = "~"
_SORTED_CHARACTERS = 64

# Scripts written without spaces: ideographs (with 々〇), kana, hangul.
_CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_RUN = re.compile(f"(?P<cjk>[{_CJK}]+)|(?P<latin>[^\\W_{_CJK}]+)")
_MARKS = re.compile("[\u0300-\u036f]+")
_TYPED_INITIALS = re.compile(r"(?=.*[a-z])[a-z0-9]{2,}")
_SIGNS = re.compile(r"[^a-z0-9 ]+")
_LIKE_SPECIAL = re.compile(r"([\\%_])")


@dataclass(frozen=True, slots=True)
class WordQuery:
    """One word of a query: it matches as text, or as pinyin initials when `initials_grams` is not None.

    `text` is normalised. `grams` must all be in the row's grams; they are empty for a word of signs only, where LIKE
    decides alone. A Latin word of one or two characters matches as text only where it stands as a whole word.
    """

    text: str
    grams: tuple[str, ...]
    initials_grams: tuple[str, ...] | None = None

    @property
    def like_pattern(self) -> str:
        r"""`%text%` with the signs of LIKE escaped by a backslash, the default of PostgreSQL."""
        escaped = _LIKE_SPECIAL.sub(r"\\\1", self.text)
        return f"%{escaped}%"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What was asked for: all words must match. Without words (nothing but spaces typed) everything matches."""

    words: tuple[WordQuery, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def grams(self) -> tuple[str, ...]:
        """Grams that every match holds, whichever way its words match: those of words that cannot be initials."""
        return tuple(sorted({gram for word in self.words if word.initials_grams is None for gram in word.grams}))

    @property
    def like_terms(self) -> tuple[str, ...]:
        """The normalised words."""
        return tuple(word.text for word in self.words)

    @property
    def initials_terms(self) -> tuple[str, ...]:
        """The words that may be pinyin initials."""
        return tuple(word.text for word in self.words if word.initials_grams is not None)


def normalise(s: str) -> str:
    """One spelling for comparison: full-width to half-width, lower case, no accents on letters, single spaces."""
    s = s.replace("\x00", " ")  # the one character that a database text cannot hold
    if s.isascii():
        return " ".join(s.lower().split())
    folded = unicodedata.normalize("NFKC", s).casefold()
    if unicodedata.is_normalized("NFKD", folded):  # no accents: most Chinese titles
        return " ".join(_MARKS.sub("", folded).split())
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    return " ".join(unicodedata.normalize("NFKC", bare).split())


def initials(s: str) -> str:
    """Pinyin initials of the whole string, without signs and spaces: "超大型电解槽" gives "cdxdjc", "5G技术" "5gjs"."""
    return initial_letters(normalise(s))


def search_text(*texts: str) -> str:
    """The normalised texts in one, for LIKE."""
    return " ".join(filter(None, map(normalise, texts)))


def search_initials(*texts: str) -> str:
    """The initials of those texts that hold Chinese, for LIKE; others would only repeat `search_text`."""
    return " ".join(_initials_of_chinese(map(normalise, texts)))


def grams(*texts: str) -> list[str]:
    """Sorted unique tokens for an array with a GIN index.

    Chinese single characters and pairs, Latin triples (whole words when shorter), pairs of pinyin initials marked "~".
    """
    lines = [normalise(text) for text in texts]
    found: set[str] = set()
    for kind, run in _runs("\n".join(lines)):
        if kind == "cjk":
            found.update(run)
            found.update(_pairs(run))
        else:
            found.update(_latin_grams(run))
    for line in _initials_of_chinese(lines):
        found.update(_marked_pairs(line))
    return sorted(found)


def query(q: str) -> SearchQuery:
    """The words of what a person typed, each with its alternatives. Words are separated by spaces."""
    return SearchQuery(tuple(_word_query(word) for word in dict.fromkeys(normalise(q).split())))


def sort_key(s: str) -> str:
    """A key in dictionary order of pinyin, to be compared by code point (COLLATE "C"): digits, Latin, then Chinese.

    Compares syllable, tone and character, one character after the other, so 西安 comes before 先. Only the first 64
    characters count, which keeps the key within what an index entry may hold.
    """
    start = normalise(s)[:_SORTED_CHARACTERS]
    if start.isascii():
        return _SIGNS.sub("", start).strip()
    key = [
        f"~{syllable}{char}" if syllable else char
        for char, syllable in readings(start)
        if char.isalnum() or char == " "
    ]
    return "".join(key).strip()


def _word_query(word: str) -> WordQuery:
    as_initials = tuple(sorted(_marked_pairs(word))) if _TYPED_INITIALS.fullmatch(word) else None
    runs = list(_runs(word))
    wanted: set[str] = set()
    for at, (kind, run) in enumerate(runs):
        if kind == "cjk":
            wanted.update(_pairs(run) if len(run) > 1 else run)
        elif len(run) >= 3 or 0 < at < len(runs) - 1:
            wanted.update(_latin_grams(run))
    # A short Latin run at the edge ("5G技术") may be the tail of a longer one in the text ("15G技术"), which has no
    # such gram; it is asked for only when nothing else narrows the search, and then as a whole word.
    if not wanted:
        wanted.update(run for _, run in runs)
    return WordQuery(word, tuple(sorted(wanted)), as_initials)


def _runs(normalised: str) -> Iterator[tuple[str, str]]:
    return ((match.lastgroup or "", match.group()) for match in _RUN.finditer(normalised))


def _latin_grams(run: str) -> list[str]:
    return [run[at : at + 3] for at in range(len(run) - 2)] if len(run) >= 3 else [run]


def _pairs(run: str) -> Iterable[str]:
    return map(add, run, run[1:])


def _marked_pairs(line: str) -> list[str]:
    return [INITIALS_MARK + pair for pair in _pairs(line)]


def _initials_of_chinese(lines: Iterable[str]) -> list[str]:
    return [initial_letters(line) for line in lines if _CJK_CHARACTER.search(line)]
