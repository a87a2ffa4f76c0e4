"""The form as a sheet and as a JSON-ready record, and the words that sheets need, read from the rules files."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

from ceyuan.core.kernel import Money
from ceyuan.core.ledger.assets import Asset
from ceyuan.core.ledger.form import Form
from ceyuan.core.ledger.sheets import Cell, Column, Sheet, Word

Language = Literal["zh", "en"]
_NUMBERING = re.compile(r"^(?:\d+\.|[IVX]+\.|\(\d+\)|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)\s*")

FORM = (
    Column("line_number", "text"),
    Column("title", "text"),
    Column("formula", "text"),
    Column("amount"),
)


def words(sheets: Mapping[str, Any], deduction: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Code to word: those of `rd_sheets.yaml`, and the headings of categories and details from the lines of A107012."""
    found = {code: texts[language] for code, texts in sheets["words"].items()}
    for line in deduction["a107012"]["lines"]:
        if line["key"][0].isdigit():
            word = _NUMBERING.sub("", line[language])
            found[line["key"] if "." in line["key"] else f"category_{line['key']}"] = word
    return found


def form_sheet(form: Form, language: Language) -> Sheet:
    """A107012 as printed: line number, item, formula, amount. The rate is shown in per cent, a count as a number."""
    rows: list[tuple[Cell, ...]] = []
    for line, told in form.lines():
        title = "　" * line.level + (line.title_zh if language == "zh" else line.title_en)
        rows.append((line.number, title, line.formula, _printed(told.value, line.unit)))
    heading: dict[str, Cell] = {"company": form.entity.company, "year": form.entity.year}
    return Sheet("a107012", FORM, tuple(rows), heading=heading)


def form_record(form: Form, *, explained: Iterable[str] = ()) -> dict[str, Any]:
    """The form as a JSON-ready mapping: lines with fen, what each project may claim, assets formed, what was left out.

    `explained` names the lines (keys) that also carry their whole explanation.
    """
    wanted = set(explained)
    return {
        "form": form.version.name,
        "company": form.entity.company,
        "year": form.entity.year,
        "may_claim": bool(form.verdict),
        "reasons": [_reason(reason) for reason in form.verdict.reasons],
        "lines": [
            {
                "number": line.number,
                "key": line.key,
                "zh": line.title_zh,
                "en": line.title_en,
                "formula": line.formula,
                "unit": line.unit,
                "value": told.value.minor if isinstance(told.value, Money) else told.value,
                **({"explanation": told.to_dict()} if line.key in wanted else {}),
            }
            for line, told in form.lines()
        ],
        "projects": [
            {
                "project": part.strand.project,
                "treatment": part.strand.treatment,
                "asset": part.strand.asset,
                "five_fen": part.strand.five,
                "other_fen": part.other,
                "domestic_fen": part.domestic,
                "overseas_fen": part.overseas,
                "allowed_fen": part.total,
            }
            for part in form.parts
        ],
        "assets": [_asset(asset) for asset in form.assets],
        "left_out": [
            {"project": left.project, "fen": left.amount_fen, **_reason(left.reason)} for left in form.left_out
        ],
    }


def _asset(asset: Asset) -> dict[str, Any]:
    return {
        "key": asset.key,
        "project": asset.project,
        "eligible_fen": asset.eligible_fen,
        "first_month": asset.first_month,
        "life_months": asset.life_months,
    }


def _reason(reason: Any) -> dict[str, Any]:
    return {"reason": reason.code, "facts": dict(reason.facts)}


def _printed(value: Any, unit: str) -> Cell:
    if isinstance(value, Money):
        return value.minor
    if unit == "ppm":
        return f"{Decimal(value).scaleb(-4).normalize():f}%" if isinstance(value, int) else Word(value)
    return str(value)
