"""Numbers at the head of a paragraph: the levels of Chinese official documents and of English ones.

An official document counts 一、 （一） 1. （1） ①, below 第一章 and 第一节 where there are chapters (GB/T 9704).
"""

import re
from dataclasses import dataclass

_COUNT = "[一二三四五六七八九十百零〇两]{1,5}"
_DIGITS = "零一二三四五六七八九"
# A decimal at the head of a sentence ("3.2%", "10.5亿元") is a figure, not the number of a clause.
_NO_UNIT = r"(?![\d.%％‰亿万千百元吨件项个倍年月日])"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph whose number was told apart. `rank` orders the schemes from the highest level (1) downwards."""

    number: str
    text: str
    rank: float


_SCHEMES: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(pattern))
    for rank, pattern in (
        (1, rf"第(?:{_COUNT}|\d{{1,3}})(?:章|篇|部分)"),
        (1, r"(?:Chapter|Part|CHAPTER|PART) (?:\d{1,3}|[IVX]{1,5})\b[.:：]?"),
        (2, rf"第(?:{_COUNT}|\d{{1,3}})节"),
        (2, r"(?:Section|SECTION) \d{1,3}\b[.:：]?"),
        (3, rf"第(?:{_COUNT}|\d{{1,3}})条"),
        (3, r"(?:Article|ARTICLE) \d{1,3}\b[.:：]?"),
        (4, rf"{_COUNT}[、.．]"),
        (4, r"[IVX]{1,5}\.(?=\s)"),
        (5, rf"[（(]{_COUNT}[）)]"),
        (5, r"[A-H]\.(?=\s)"),
        (6, r"\d{1,3}[.．、](?!\d)"),
        (7, r"[（(]\d{1,3}[）)]"),
        (7.5, r"\d{1,3}[)）]"),
        (8, r"[①-⑳]"),
        (9, r"\((?:ii|iii|iv|vi{0,3}|ix|i|x)\)"),
        (8.5, r"[（(][a-z][）)]"),
        (8.6, r"[a-z][.)](?=\s)"),
    )
)
_DOTTED = re.compile(rf"(\d{{1,3}}(?:[.．]\d{{1,3}}){{1,5}})[.．、]?{_NO_UNIT}(?=\s|[^\x00-\x7f])")


def split_number(paragraph: str) -> Numbered | None:
    """Number and text of a numbered paragraph, or None for running text.

    >>> split_number("（二）加强平台建设").number
    '（二）'
    """
    if found := _DOTTED.match(paragraph):
        # 1.1 stands one level below 1., and 1.1.1 one below that.
        dots = found[1].count(".") + found[1].count("．")
        return Numbered(found[0], _rest(paragraph, found.end()), 6 + dots / 10)
    for rank, pattern in _SCHEMES:
        if found := pattern.match(paragraph):
            return Numbered(found[0].strip(), _rest(paragraph, found.end()), rank)
    return None


def _rest(paragraph: str, start: int) -> str:
    return paragraph[start:].lstrip(" \t\u3000、.．:：")


def chinese_count(value: int) -> str:
    """A count in Chinese characters up to 999, as automatic numbering writes it: 12 is 十二."""
    if not 0 < value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def roman(value: int) -> str:
    """A count in lower-case Roman numerals."""
    text = ""
    for worth, letters in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv")):
        text += letters * (value // worth)
        value %= worth
    return text + "i" * value


def counted(value: int, form: str) -> str:
    """The count `value` in a form that Word names (`w:numFmt`); unknown forms are written in Arabic numerals."""
    if "hinese" in form or form.startswith(("japanese", "ideograph", "taiwanese")):
        return chinese_count(value)
    if form == "decimalEnclosedCircle" or form.startswith("decimalEnclosedCircle"):
        return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)
    if form in {"lowerRoman", "upperRoman"}:
        return roman(value) if form == "lowerRoman" else roman(value).upper()
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(value)
