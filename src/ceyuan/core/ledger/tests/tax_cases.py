"""Cube rows and statements of small legal entities, in yuan where a case of the rule books is written in yuan."""

from functools import cache
from pathlib import Path

import yaml

import ceyuan
from ceyuan.core.ledger.eligibility import Entity
from ceyuan.core.ledger.form import Form, Statement, a107012
from ceyuan.core.ledger.parameters import DeductionRules
from ceyuan.core.ledger.schema import DOMESTIC, EXPENSED, OVERSEAS, OVERSEAS_INDIVIDUAL, OWN, CostRow

COMPANY = "C01"
RULES_FILE = Path(ceyuan.__file__).parent / "rules" / "cn" / "rd_deduction.yaml"


@cache
def rules() -> DeductionRules:
    return DeductionRules.read(yaml.safe_load(RULES_FILE.read_text(encoding="utf-8")))


def row(detail: str, yuan: int, **others) -> CostRow:
    given = {"company": COMPANY, "project": "P1", "month": 202506} | others
    return CostRow(category=detail[0], detail=detail, amount_fen=yuan * 100, **given)


def paid(form: str, yuan: int, **others) -> CostRow:
    given = {"company": COMPANY, "project": "P1", "month": 202506} | others
    return CostRow(form=form, amount_fen=yuan * 100, **given)


def case(five: int = 0, other: int = 0, domestic: int = 0, overseas: int = 0, **others) -> list[CostRow]:
    rows = [row("2.1", five, **others), row("6.5", other, **others)]
    rows += [paid(DOMESTIC, domestic, **others), paid(OVERSEAS, overseas, **others)]
    return [found for found in rows if found.amount_fen]


def statement(year: int = 2025, **others) -> Statement:
    entity = {"company": COMPANY, "year": year} | others.pop("entity", {})
    return Statement(Entity(**entity), **others)


def form(rows: list[CostRow], year: int = 2025, **others) -> Form:
    return a107012(rows, statement(year, **others), rules())


__all__ = [
    "COMPANY", "DOMESTIC", "EXPENSED", "OVERSEAS", "OVERSEAS_INDIVIDUAL", "OWN",
    "case", "form", "paid", "row", "rules", "statement",
]  # fmt: skip
