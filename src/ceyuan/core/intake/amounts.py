"""Amounts, counts and shares as people write them, exact: text to Decimal, never through binary fractions."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

SIGNS = {"€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "$": "USD"}
WORDS = {
    **dict.fromkeys(("eur", "euro", "euros", "欧元"), "EUR"),
    **dict.fromkeys(("cny", "rmb", "元", "人民币"), "CNY"),
    **dict.fromkeys(("gbp",), "GBP"),
    **dict.fromkeys(("usd", "美元"), "USD"),
    **dict.fromkeys(("czk", "kč"), "CZK"),
    **dict.fromkeys(("bgn", "лв", "levs", "lev", "лева"), "BGN"),
    **dict.fromkeys(("pln", "zł", "zl"), "PLN"),
    **dict.fromkeys(("huf", "ft"), "HUF"),
    **dict.fromkeys(("ron", "lei"), "RON"),
}
WORDS |= {code.lower(): code for code in ("SEK", "DKK", "HRK", "LTL", "LVL")}
SCALES = {
    **dict.fromkeys(("亿", "亿元"), 10**8),
    **dict.fromkeys(("百万", "百万元", "mio", "mln", "million", "millionen", "millions", "m€", "meur"), 10**6),
    **dict.fromkeys(("万", "万元", "10k"), 10**4),
    **dict.fromkeys(("千", "千元", "k", "t€", "k€", "teur", "keur", "tsd", "thousand", "tausend"), 10**3),
    **dict.fromkeys(("mrd", "bn", "billion"), 10**9),
}
NUMBER = re.compile(r"[+-]?\d[\d.,'’\s]*")
HEADER_SCALE = re.compile(
    r"(亿元|百万元|万元|千元)|[(（,，:：_\s](亿|万|千|百万)[)）]?(?:\s|$)"
    r"|\b(mio|mln|millionen|millions?|teur|keur|meur|tsd|thousand|10k)\b|\b([tkm]€)",
    re.IGNORECASE,
)
HEADER_CURRENCY = re.compile(r"人民币|欧元|美元|元|[€£¥￥$]|\b[A-Za-zčłКк]{2,5}\b|лв|Kč|zł")


class NotAnAmount(ValueError):
    """The text is no amount."""


def scale_of(text: str) -> int:
    """The multiplier that a header or banner names: ``经费（万元）`` is 10,000; 1 if none."""
    match = HEADER_SCALE.search(f" {text.replace('_', ' ')} ")
    word = next((group for group in match.groups() if group), "") if match else ""
    return SCALES.get(word.lower(), 1)


def currency_of(text: str) -> str:
    """The currency that a text names by sign or word, "" if none."""
    for word in HEADER_CURRENCY.findall(text.replace("_", " ")):
        code = SIGNS.get(word) or WORDS.get(word.lower())
        if code:
            return code
    return ""


def parse_number(text: str, *, decimal_mark: str = "", thousands_by_three: bool = True) -> Decimal:
    """Exact value of ``1.234,50``, ``1 234,50``, ``1,234.50``, ``1'234.50``.

    ``decimal_mark`` is what the whole column proved. Without it, a single mark before exactly three digits groups
    thousands when ``thousands_by_three`` (money has two decimals), and is a decimal mark otherwise.
    """
    tight = re.sub(r"[\s'’]", "", text)
    if not re.fullmatch(r"[+-]?\d[\d.,]*", tight):
        raise NotAnAmount(text)
    mark = _decimal_mark(tight, decimal_mark, thousands_by_three=thousands_by_three)
    whole, fraction = tight, ""
    if mark:
        whole, _, fraction = tight.rpartition(mark)
    grouping = "," if mark == "." else "." if mark == "," else "".join(set(tight) & set(".,"))
    if len(grouping) > 1 or not _grouped(whole.lstrip("+-"), grouping) or not re.fullmatch(r"\d*", fraction):
        raise NotAnAmount(text)
    digits = whole.replace(",", "").replace(".", "")
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def _decimal_mark(tight: str, proven: str, *, thousands_by_three: bool) -> str:
    points, commas = tight.count("."), tight.count(",")
    if points and commas:
        last = "." if tight.rindex(".") > tight.rindex(",") else ","
        return last if tight.count(last) == 1 else ""
    mark = "." if points else ","
    if points + commas != 1:
        return ""
    if proven:
        return mark if mark == proven else ""
    after = len(tight) - tight.index(mark) - 1
    leading_zero = tight.lstrip("+-").startswith(f"0{mark}")
    return "" if after == 3 and thousands_by_three and not leading_zero else mark


def _grouped(whole: str, grouping: str) -> bool:
    if not grouping or grouping not in whole:
        return whole.isdigit()
    head, *groups = whole.split(grouping)
    return head.isdigit() and len(head) <= 3 and all(len(group) == 3 and group.isdigit() for group in groups)


def mark_evidence(value: object) -> str:
    """Which decimal mark a text proves: "1.234,50" and "12,5" prove the comma; "1.234" proves nothing."""
    if not isinstance(value, str):
        return ""
    match = NUMBER.search(value)
    tight = re.sub(r"[\s'’]", "", match[0]).rstrip(".,") if match else ""
    points, commas = tight.count("."), tight.count(",")
    if points and commas:
        return "." if tight.rindex(".") > tight.rindex(",") else ","
    if points + commas == 1:
        mark = "." if points else ","
        return mark if len(tight) - tight.index(mark) - 1 != 3 else ""
    if points + commas > 1:
        return "," if points else "."
    return ""


def parse_amount(value: object, *, decimal_mark: str = "", scale: int = 1) -> tuple[Decimal, str]:
    """Exact amount in main units and the currency the cell itself names ("" if none). NotAnAmount otherwise."""
    if isinstance(value, bool) or value is None:
        raise NotAnAmount(str(value))
    if isinstance(value, int | float | Decimal):
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        if not exact.is_finite():
            raise NotAnAmount(str(value))
        return exact * scale, ""
    text = str(value).strip()
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()").replace("−", "-")
    match = NUMBER.search(text)
    if match is None:
        raise NotAnAmount(text)
    number = match[0].rstrip(" ,.").rstrip()
    currency, own_scale = _around(text[: match.start()] + " " + text[match.end() :])
    if text[: match.start()].strip().endswith("-"):
        negative = True
    factor = own_scale or scale
    exact = parse_number(number, decimal_mark=decimal_mark, thousands_by_three=factor == 1) * factor
    return (-exact if negative else exact), currency


def _around(rest: str) -> tuple[str, int]:
    """Currency and scale named by the words beside the number; any other word means it is no amount."""
    currency, scale = "", 0
    tight = re.sub(r"[\s.,:\-–()（）]+", " ", rest).strip().lower()
    for word in re.findall(r"亿元?|百万元?|万元?|千元?|[tkm]€|[^\W\d]+|[€£¥￥$]|\S", tight):
        if word in SCALES:
            scale = SCALES[word]
            if word.endswith("元"):
                currency = "CNY"
            elif word.endswith(("€", "eur")):
                currency = "EUR"
        elif word in SIGNS or word in WORDS:
            currency = SIGNS.get(word) or WORDS[word]
        else:
            raise NotAnAmount(rest)
    return currency, scale


def to_minor(exact: Decimal, *, rounded: bool) -> int | None:
    """Integer minor units; None when the amount is finer than a coin and may not be rounded (half up)."""
    if exact.adjusted() > 15:
        raise NotAnAmount(str(exact))
    coins = Fraction(exact) * 100
    if coins.denominator != 1 and not rounded:
        return None
    return int(exact.quantize(Decimal("0.01"), ROUND_HALF_UP).scaleb(2))


def parse_ratio(value: object, *, percent: bool, decimal_mark: str = "") -> Decimal:
    """A share as a fraction: ``85%``, ``85`` in a column of percent, ``0.85``. NotAnAmount when there is no number."""
    if isinstance(value, bool) or value is None:
        raise NotAnAmount(str(value))
    if isinstance(value, int | float | Decimal):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not exact.is_finite():
            raise NotAnAmount(str(value))
        return exact / 100 if percent else exact
    text = str(value).strip()
    signed = text.endswith(("%", "％"))
    exact = parse_number(text.rstrip("%％ ").strip(), decimal_mark=decimal_mark, thousands_by_three=False)
    return exact / 100 if signed or percent else exact
