"""Readings of Chinese characters: one toneless-letters-plus-tone syllable per character, phrases first.

The tables come from pypinyin (MIT). They are loaded at first use, since that takes some tenths of a second that a
command without Chinese text should not pay. A text is cut greedily into the longest known phrases, so that 重庆 reads
chong qing and 银行 yin hang; a character outside any phrase takes its most frequent reading.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

_LONGEST_PHRASE = 4
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_NEUTRAL = "5"


def readings(text: str) -> Iterator[tuple[str, str]]:
    """For every character in order: the character and its syllable ("zhong4"), "" where it has none."""
    single, phrases = _tables()
    at, end = 0, len(text)
    while at < end:
        if text[at] not in single:
            yield text[at], ""
            at += 1
            continue
        for length in range(min(_LONGEST_PHRASE, end - at), 1, -1):
            phrase = text[at : at + length]
            if phrase in phrases:
                yield from zip(phrase, phrases[phrase], strict=True)
                at += length
                break
        else:
            yield text[at], single[text[at]]
            at += 1


@cache
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    single = {chr(code): _syllable(sounds.partition(",")[0]) for code, sounds in PINYIN_DICT.items()}
    phrases = {}
    for phrase, sounds in PHRASES_DICT.items():
        if 2 <= len(phrase) <= _LONGEST_PHRASE and len(sounds) == len(phrase):
            pairs = zip(phrase, sounds, strict=True)
            phrases[phrase] = tuple(_in_phrase(single.get(char, ""), sound[0]) for char, sound in pairs)
    return single, phrases


def _in_phrase(alone: str, sound: str) -> str:
    # Tone changes inside a phrase (一定 yí dìng) must not tear the entries of one character apart in a sorted list.
    syllable = _syllable(sound)
    return alone if alone[:-1] == syllable[:-1] else syllable


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
