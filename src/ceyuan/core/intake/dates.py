"""Dates and periods as people write them."""

import math
import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

Edge = Literal["start", "end"]
Order = Literal["dmy", "mdy"]

YEAR_FIRST = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*日?|\s*月)?")
YEAR_LAST = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})\.?")
MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{4})")
YEAR = re.compile(r"(\d{4})\s*年?度?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+)?([A-Za-zäéûç]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[AaPp][Mm])?$")
ZERO = re.compile(r"0000[-./]\d\d[-./]\d\d")
PERIOD_MARK = re.compile(r"\s*(?:--|-|–|—|－|~|～|至|到|\bto\b|\bbis\b|\bau\b|\btot\b)\s*")
MONTHS = {
    **dict.fromkeys(("jan", "januar", "janvier"), 1),
    **dict.fromkeys(("feb", "februar", "fev", "fevrier", "février"), 2),
    **dict.fromkeys(("mar", "märz", "mär", "mars"), 3),
    **dict.fromkeys(("apr", "april", "avril"), 4),
    **dict.fromkeys(("may", "mai"), 5),
    **dict.fromkeys(("jun", "juni", "juin"), 6),
    **dict.fromkeys(("jul", "juli", "juillet"), 7),
    **dict.fromkeys(("aug", "august", "août", "aout"), 8),
    **dict.fromkeys(("sep", "september", "septembre"), 9),
    **dict.fromkeys(("oct", "okt", "oktober", "octobre"), 10),
    **dict.fromkeys(("nov", "november", "novembre"), 11),
    **dict.fromkeys(("dec", "dez", "dezember", "décembre", "decembre"), 12),
}
SERIAL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(7306, 73051)  # 1920-01-01 to 2100-01-01
YEARS = range(1900, 2101)


def parse_date(value: object, *, edge: Edge = "start", order: Order = "dmy") -> date | None:
    """The date, or None if it is none. A month or a year stands for its first or last day, by ``edge``.

    Numbers are years (1900 to 2100), compact dates (20180131) or spreadsheet serial days; zeros are no date.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, edge)
    text = TIME.sub("", str(value).strip())
    return _from_text(text, edge, order)


def is_zero_date(value: object) -> bool:
    """``0000-00-00`` and the like: a database's way to say "not known"."""
    return isinstance(value, str) and bool(ZERO.match(value))


def order_evidence(value: object) -> Order | None:
    """What a date with the year at the end proves about the order of day and month, if anything."""
    match = YEAR_LAST.fullmatch(TIME.sub("", value.strip())) if isinstance(value, str) else None
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return None


def parse_period(value: object, *, order: Order = "dmy") -> tuple[date, date] | None:
    """First and last day of ``2018.01-2020.12``, ``2018年1月至2020年12月``, ``2/1/2018 - 3/1/2019``; else None."""
    text = str(value).strip()
    for mark in PERIOD_MARK.finditer(text):
        first, last = text[: mark.start()], text[mark.end() :]
        start = parse_date(first, edge="start", order=order) if first else None
        end = parse_date(last, edge="end", order=order) if last else None
        if start and end:
            return start, end
    return None


def _from_number(value: float, edge: Edge) -> date | None:
    if not math.isfinite(value):
        return None
    whole = int(value)
    if whole in YEARS and whole == value:
        return _day(whole, None, None, edge)
    if whole in SERIALS:
        return SERIAL_DAY_ZERO + timedelta(days=whole)
    if whole == value and 19000101 <= whole <= 21001231:
        return _day(whole // 10000, whole // 100 % 100, whole % 100, edge)
    if whole in YEARS and not lost_month(value):
        return _day(whole, round((value - whole) * 100), None, edge)
    return None


def lost_month(value: object) -> bool:
    """Whether a number like 2018.1 was typed: a spreadsheet stores 2018.1 and 2018.10 alike, January or October."""
    if not isinstance(value, float) or not math.isfinite(value) or int(value) not in YEARS or value == int(value):
        return False
    return round((value - int(value)) * 100) == 10


def _from_text(text: str, edge: Edge, order: Order) -> date | None:
    if match := YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, edge)
    if match := YEAR_LAST.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if order == "dmy" else (second, first)
        return _day(_century(match[3]), month, day, edge)
    if match := YEAR.fullmatch(text):
        return _day(int(match[1]), None, None, edge)
    if match := MONTH_YEAR.fullmatch(text) or COMPACT.fullmatch(text):
        if match.re is COMPACT:
            return _day(int(match[1]), int(match[2]), int(match[3]), edge)
        return _day(int(match[2]), int(match[1]), None, edge)
    match = NAMED.fullmatch(text)
    return _named(match, edge) if match else None


def _named(match: re.Match[str], edge: Edge) -> date | None:
    word = match[2].lower()
    month = MONTHS.get(word) or MONTHS.get(word[:3])
    day = match[1] or match[3]
    return _day(int(match[4]), month, int(day) if day else None, edge) if month else None


def _century(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 80 else 1900)


def _day(year: int, month: int | None, day: int | None, edge: Edge) -> date | None:
    if year not in YEARS:
        return None
    last = edge == "end"
    month = month if month is not None else (12 if last else 1)
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    day = day if day is not None else (length if last else 1)
    return date(year, month, day) if 1 <= day <= length else None
