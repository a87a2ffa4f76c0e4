"""What the values of a column look like: the evidence beside the header words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ceyuan.core.intake.amounts import NotAnAmount, parse_amount
from ceyuan.core.intake.dates import YEAR, YEARS, is_zero_date, parse_date, parse_period
from ceyuan.core.intake.sheets import Cell, Line

CODE = re.compile(r"(?=.*\d)[A-Za-z0-9Α-Яа-яÀ-ž][\w./\-_ ]{2,40}")
POSTCODE = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{4,6}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE
)
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
PERSON_ZH = re.compile(r"[㐀-鿿·]{2,4}")
ORGANISATION = re.compile(
    r"大学|学院|公司|研究院|研究所|中心|集团|医院|\b(?:GmbH|AG|KG|e\.?\s?V|Ltd|Limited|plc|SA|SARL|Sp\.|s\.r\.o|a\.s|B\.?V|"
    r"Universit\w*|Univerz\w*|Hochschule|Gemeinde|Gemeente|Stadt|Stad|Council|Ministry|Minister\w*|Commune|Conseil|"
    r"Fachhochschule|Institut\w*|Verein|Stiftung|LDA|d\.o\.o|UAB|Občina|Υπουργείο|Δήμος|Община|College|Association|"
    r"Associação|Foundation|Fondation|Company|Agency|Agencia|Agência)\b",
    re.IGNORECASE,
)
MISSING = {
    *("", "-", "--", "—", "–", "/", "\\", "?", "n/a", "na", "n.a.", "n.a", "n.v.t.", "nr", "k.a.", "o.a."),
    *("无", "null", "none", "nan"),
}


def missing(cell: Cell) -> bool:
    """Whether a cell says "nothing": empty, a dash, n/a, 无, a zero date."""
    return cell is None or (isinstance(cell, str) and (cell.strip().lower() in MISSING or is_zero_date(cell)))


@dataclass(slots=True)
class Profile:
    """Counts over the filled cells of a column."""

    filled: int = 0
    dates: int = 0
    years: int = 0
    numbers: int = 0
    fractions: int = 0
    percents: int = 0
    large: int = 0
    periods: int = 0
    codes: int = 0
    postcodes: int = 0
    urls: int = 0
    persons: int = 0
    organisations: int = 0
    length: int = 0
    amount: Decimal = Decimal(0)
    largest: Decimal = Decimal(0)
    distinct: Counter[str] = field(default_factory=Counter)
    samples: list[Cell] = field(default_factory=list)

    def share(self, count: int) -> float:
        """A count as a share of the filled cells."""
        return count / self.filled if self.filled else 0.0

    @property
    def distinct_share(self) -> float:
        """Different values among the filled cells; 1 for a key."""
        return self.share(len(self.distinct))

    @property
    def mean_length(self) -> float:
        """Mean number of characters."""
        return self.length / self.filled if self.filled else 0.0

    def see(self, cell: Cell) -> None:
        """Count one cell."""
        if missing(cell) or isinstance(cell, bool):
            return
        self.filled += 1
        if len(self.samples) < 400:
            self.samples.append(cell)
        if isinstance(cell, date):
            self.dates += 1
            self.distinct[str(cell)] += 1
            return
        text = str(cell).strip()
        self.distinct[text[:80]] += 1
        self.length += len(text)
        if isinstance(cell, str):
            self._see_text(text)
        if len(text) <= 40:
            self._see_number(cell, text)

    def _see_text(self, text: str) -> None:
        if len(text) <= 40:
            self.dates += parse_date(text) is not None and not YEAR.fullmatch(text)
            self.periods += parse_period(text) is not None
            self.codes += CODE.fullmatch(text) is not None
            self.persons += PERSON_ZH.fullmatch(text) is not None
        self.urls += URL.match(text) is not None
        self.organisations += ORGANISATION.search(text) is not None

    def _see_number(self, cell: Cell, text: str) -> None:
        whole = text.removesuffix(".0")
        self.postcodes += POSTCODE.fullmatch(whole) is not None
        self.years += whole.isdigit() and len(whole) == 4 and int(whole) in YEARS
        if text.endswith(("%", "％")):
            self.percents += 1
            return
        try:
            exact, _ = parse_amount(cell)
        except NotAnAmount:
            return
        self.numbers += 1
        self.amount += exact
        self.largest = max(self.largest, abs(exact))
        self.fractions += 0 < abs(exact) <= 1
        self.large += abs(exact) >= 1000


def profiles(lines: Iterable[Line], width: int) -> list[Profile]:
    """One profile per column over the given lines."""
    found = [Profile() for _ in range(width)]
    for line in lines:
        for profile, cell in zip(found, line.cells, strict=False):
            profile.see(cell)
    return found


def kind_fit(kind: str, profile: Profile) -> float:
    """How the values speak for (up to 1) or against (down to -1) a kind of field; 0 when they say nothing."""
    if profile.filled == 0:
        return -0.1
    dates = profile.share(profile.dates) + 0.7 * profile.share(profile.years)
    numbers = profile.share(profile.numbers) * (1 - 0.7 * profile.share(profile.years))
    fits = {
        "date": dates,
        "period": profile.share(profile.periods),
        "money": numbers * (0.6 + 0.4 * profile.share(profile.large)) - 0.3 * _only_shares(profile),
        "int": numbers,
        "ratio": max(profile.share(profile.percents), _only_shares(profile)),
        "code": max(profile.share(profile.codes), 0.8 * profile.share(profile.numbers)) * _keylike(profile),
        "enum": 1.0 - profile.distinct_share if profile.filled > 3 else 0.3,
        "text": 1.0 - max(profile.share(profile.numbers), min(dates, 1.0)),
    }
    return max(-1.0, min(1.0, 2 * fits[kind] - 1))


def _only_shares(profile: Profile) -> float:
    """Near 1 when all numbers lie between 0 and 1 or 0 and 100 with few different ones."""
    if not profile.numbers or profile.largest > 100:
        return 0.0
    return 1.0 if profile.largest <= 1 else 0.9


def _keylike(profile: Profile) -> float:
    return 0.6 + 0.4 * profile.distinct_share


def shape_fit(shape: str, profile: Profile) -> float:
    """How the values speak for a shape of text, from -1 to 1."""
    if profile.filled == 0 or shape == "any":
        return 0.0
    length = profile.mean_length
    fits = {
        "title": _between(length, 12, 140) * (0.4 + 0.6 * profile.distinct_share),
        "long": min(1.0, length / 150),
        "short": _between(length, 2, 20),
        "organisation": min(1.0, 0.35 + profile.share(profile.organisations)) * _between(length, 3, 80),
        "person": profile.share(profile.persons) if profile.persons else 0.4,
        "few": 1.0 - profile.distinct_share,
        "code": max(profile.share(profile.codes), profile.share(profile.numbers)) * _keylike(profile),
        "postcode": profile.share(profile.postcodes),
        "place": _between(length, 2, 45),
        "url": profile.share(profile.urls),
    }
    return max(-1.0, min(1.0, 2 * fits[shape] - 1))


def _between(value: float, low: float, high: float) -> float:
    if value < low:
        return value / low
    return 1.0 if value <= high else high / value


def column_of(lines: Sequence[Line], index: int) -> list[Cell]:
    """The cells of one column."""
    return [line.cell(index) for line in lines]
