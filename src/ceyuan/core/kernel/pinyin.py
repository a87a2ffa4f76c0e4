"""Readings of Chinese characters: one toneless-letters-plus-tone syllable per character, phrases first.

The tables come from pypinyin (MIT). They are loaded at first use, since that takes some tenths of a second that a
command without Chinese text should not pay. A text is cut greedily into the longest known phrases, so that 重庆 reads
chong qing and 银行 yin hang; a character outside any phrase takes its most frequent reading.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_LONGEST_PHRASE = 4
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_NEUTRAL = "5"
_FIRST_EAST_ASIAN = 0x2E80


class _Letters(dict[int, str | None]):
    """For str.translate: the initial of each character; other letters and digits stay, all else falls out."""

    def __missing__(self, code: int) -> str | None:
        # East Asian characters without a reading (kana, hangul, rare ideographs) cannot be typed as a letter.
        self[code] = chr(code) if code < _FIRST_EAST_ASIAN and chr(code).isalnum() else None
        return self[code]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Readings of single characters and of phrases, and the initials as which phrases are `spelt`.

    `longest` gives, by the first two characters of any phrase, the length of the longest one; `wavering` are the
    characters whose initial depends on the phrase.
    """

    single: dict[str, str]
    phrases: dict[str, tuple[str, ...]]
    spelt: dict[str, str]
    longest: dict[str, int]
    wavering: frozenset[str]
    letters: _Letters


def readings(text: str) -> Iterator[tuple[str, str]]:
    """For every character in order: the character and its syllable ("zhong4"), "" where it has none."""
    tables = _tables()
    for piece in _pieces(text, tables):
        if len(piece) == 1:
            yield piece, tables.single.get(piece, "")
        else:
            yield from zip(piece, tables.phrases[piece], strict=True)


def initial_letters(text: str) -> str:
    """The initial of every character with a reading and all other letters and digits as they are, in order."""
    tables = _tables()
    if not tables.wavering.isdisjoint(text):
        spelt = tables.spelt
        text = "".join([spelt.get(piece, piece) for piece in _pieces(text, tables)])
    return text.translate(tables.letters)


def _pieces(text: str, tables: _Tables) -> list[str]:
    longest, phrases = tables.longest, tables.phrases
    pieces, at, end = [], 0, len(text)
    while at < end:
        piece = text[at]
        for length in range(longest.get(text[at : at + 2], 1), 1, -1):
            if text[at : at + length] in phrases:
                piece = text[at : at + length]
                break
        pieces.append(piece)
        at += len(piece)
    return pieces


@cache
def _tables() -> _Tables:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    single = {chr(code): _syllable(sounds.partition(",")[0]) for code, sounds in PINYIN_DICT.items()}
    single = {char: syllable for char, syllable in single.items() if syllable}
    phrases: dict[str, tuple[str, ...]] = {}
    longest: dict[str, int] = {}
    wavering: set[str] = set()
    readable = single.keys()
    for phrase, sounds in PHRASES_DICT.items():
        if not 2 <= len(phrase) <= _LONGEST_PHRASE or len(sounds) != len(phrase) or not readable >= set(phrase):
            continue
        alone = [single[char] for char in phrase]
        said = tuple([_in_phrase(syllable, sound[0]) for syllable, sound in zip(alone, sounds, strict=True)])
        phrases[phrase] = said
        longest[phrase[:2]] = max(longest.get(phrase[:2], 0), len(phrase))
        for char, before, now in zip(phrase, alone, said, strict=True):
            if before[0] != now[0]:
                wavering.add(char)
    letters = _Letters({ord(char): syllable[0] for char, syllable in single.items()})
    spelt = {phrase: "".join([syllable[0] for syllable in said]) for phrase, said in phrases.items()}
    return _Tables(single, phrases, spelt, longest, frozenset(wavering), letters)


@cache
def _in_phrase(alone: str, sound: str) -> str:
    # Tone changes inside a phrase (一定 yí dìng) must not tear the entries of one character apart in a sorted list.
    syllable = _syllable(sound)
    return syllable if syllable and syllable[:-1] != alone[:-1] else alone


@cache
def _syllable(sound: str) -> str:
    tone, letters = _NEUTRAL, []
    for part in unicodedata.normalize("NFD", sound):
        if part in _TONES:
            tone = _TONES[part]
        elif part.isascii() and part.isalpha():
            letters.append(part)
        elif part == "\u0308":  # ü follows u and precedes the next letter in a dictionary
            letters[-1:] = ["v"]
    return "".join(letters).lower() + tone if letters else ""
