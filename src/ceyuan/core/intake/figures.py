"""Figures in a sentence that set a target: what has to reach how much, in which direction, by which year."""

import re
from dataclasses import dataclass
from decimal import Decimal

AT_LEAST, AT_MOST, EQUAL = "at_least", "at_most", "equal"

_MORE = "不低于|不少于|不小于|达到|超过|突破|高于|提高到|提高至|提升到|提升至|增至|增加到|增长到|增长至|实现|达"
_LESS = "不高于|不超过|不大于|不多于|控制在|降低到|降低至|下降到|下降至|降至|降到|压减到|低于|小于"
_SAME = "保持在|稳定在"
_MORE_EN = "at least|no less than|not less than|more than|over|reaches|reach|rises to|grow to|grows to"
_LESS_EN = "at most|no more than|not more than|not exceed|does not exceed|below|less than|falls to|fall to"
_UNITS = (
    "个百分点|百分点|亿元|万元|千元|元|万吨|吨|公斤|千克|千瓦时|件|项|个|家|人次|人|名|台|套|篇|部|倍|%|％|‰"
    "|per cent|percent|patents|tonnes|items|people"
)
_FIGURE = re.compile(
    rf"(?P<verb>{_MORE}|{_LESS}|{_SAME}|(?<![a-z])(?:{_MORE_EN}|{_LESS_EN})(?![a-z]))\s*(?:约|到|至)?\s*"
    rf"(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>{_UNITS})?\s*(?P<after>以上|以下|以内)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(20\d\d)\s*年?")
_DELIMITER = re.compile(r"[，,；;。、:：（(）)]")
_SENTENCE = re.compile(r"[^。；;\n]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `name` is what stands before it, `direction` one of at_least, at_most, equal, `unit` as written.

    `year` is the last year named before it in the sentence, None when there is none; `sentence` is where it stands.
    """

    name: str
    direction: str
    value: Decimal
    unit: str
    year: int | None
    sentence: str


def figures_in(text: str) -> tuple[Figure, ...]:
    """All figures of a text in their order.

    >>> [(f.name, str(f.value), f.unit, f.year) for f in figures_in("到2025年，研发投入强度达到3.2%以上。")]
    [('研发投入强度', '3.2', '%', 2025)]
    """
    found = []
    for sentence in _SENTENCE.findall(text):
        for match in _FIGURE.finditer(sentence):
            value = Decimal(match["number"].replace(",", "").replace("，", ""))
            if not match["unit"] and not match["after"] and 1990 <= value <= 2100:
                continue  # "reach 2025" is a year
            found.append(
                Figure(
                    name=_name(sentence[: match.start()]),
                    direction=_direction(match["verb"].lower(), match["after"] or ""),
                    value=value,
                    unit=(match["unit"] or "").replace("％", "%"),
                    year=_year(sentence[: match.start()]),
                    sentence=sentence.strip(),
                )
            )
    return tuple(found)


def table_figures(name: str, heads: tuple[str, ...], cells: tuple[str, ...]) -> tuple[Figure, ...]:
    """Figures of a row of an indicator table: a column whose head names a year holds the value of that year."""
    found = []
    for head, cell in zip(heads, cells, strict=False):
        year = _YEAR.search(head)
        value = re.fullmatch(r"\s*([≥≤<>＞＜]?)\s*(\d[\d,]*(?:\.\d+)?)\s*(%|％)?\s*", cell)
        if year and value:
            sense = AT_MOST if value[1] in {"≤", "<", "＜"} else AT_LEAST
            number = Decimal(value[2].replace(",", ""))
            found.append(
                Figure(name, sense, number, (value[3] or "").replace("％", "%"), int(year[1]), f"{head} {cell}")
            )
    return tuple(found)


def _direction(verb: str, after: str) -> str:
    if after in {"以下", "以内"}:
        return AT_MOST
    if after == "以上":
        return AT_LEAST
    if verb in _SAME.split("|"):
        return EQUAL
    return AT_MOST if verb in {*_LESS.split("|"), *_LESS_EN.split("|")} else AT_LEAST


def _name(before: str) -> str:
    """The words right before the verb, back to the last comma, with a leading year cut off."""
    pieces = [piece.strip() for piece in _DELIMITER.split(before)]
    last = next((piece for piece in reversed(pieces) if piece), "")
    return re.sub(r"^(?:到|至|截至|力争|by)?\s*(?:20\d\d\s*年?(?:底|末)?)?\s*(?:力争)?", "", last)[-60:].strip()


def _year(before: str) -> int | None:
    years = _YEAR.findall(before)
    return int(years[-1]) if years else None
