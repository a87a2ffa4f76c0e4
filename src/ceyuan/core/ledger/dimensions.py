"""The small tables that lines are joined with: accounts, companies, projects, cost centres and rules as Arrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ceyuan.core.ledger.schema import SCOPES

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.engines import Engine
    from ceyuan.core.ledger.rulebook import Rulebook

OPEN = 1_000_000
"""In place of a rule's number: no rule holds for every line of the account."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The rulebook as tables of one engine.

    `accounts`: account, fallback (number of the first rule that holds for all its lines, or OPEN), is_cost (whether any
    of its lines may be cost). `projects`: with what a line takes over from its project. `rules`: by number.
    """

    book: Rulebook
    accounts: ir.Table
    companies: ir.Table
    projects: ir.Table
    centres: ir.Table
    rules: ir.Table


def dimensions(engine: Engine, book: Rulebook) -> Dimensions:
    """Give the rulebook to an engine."""
    cost = set(book.cost_accounts())
    fallback = {code: book.fallback(code) for code in book.accounts}
    return Dimensions(
        book=book,
        accounts=engine.table(
            "accounts",
            _table(
                [
                    {"account": code, "fallback": OPEN if number is None else number, "is_cost": code in cost}
                    for code, number in fallback.items()
                ],
                account=pa.string(),
                fallback=pa.int32(),
                is_cost=pa.bool_(),
            ),
        ),
        companies=engine.table("companies", _companies(book)),
        projects=engine.table("projects", _projects(book)),
        centres=engine.table(
            "centres",
            _table(
                [{"cost_centre": code, "centre_unit": unit} for code, unit in book.cost_centres.items()],
                cost_centre=pa.string(),
                centre_unit=pa.string(),
            ),
        ),
        rules=engine.table("rules", _rules(book)),
    )


def _table(rows: list[dict[str, Any]], **columns: pa.DataType) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=pa.schema(list(columns.items())))


def _companies(book: Rulebook) -> pa.Table:
    rows = [
        {"company": code, "ledger_currency": company.currency, "company_unit": company.unit}
        for code, company in book.companies.items()
    ]
    return _table(rows, company=pa.string(), ledger_currency=pa.string(), company_unit=pa.string())


def _projects(book: Rulebook) -> pa.Table:
    rows = [
        {
            "known_project": code,
            "project_unit": project.unit,
            "opened": project.opened,
            "closed": project.closed,
            "project_form": project.form,
            "capitalised_from": project.capitalised_from or 999999,
            **{f"project_{scope}": scope in project.scopes for scope in SCOPES},
        }
        for code, project in book.projects.items()
    ]
    return _table(
        rows,
        known_project=pa.string(),
        project_unit=pa.string(),
        opened=pa.int32(),
        closed=pa.int32(),
        project_form=pa.string(),
        capitalised_from=pa.int32(),
        **{f"project_{scope}": pa.bool_() for scope in SCOPES},
    )


def _rules(book: Rulebook) -> pa.Table:
    rows = [
        {
            "rule_number": number,
            "rule": rule.id,
            "kind": rule.kind,
            "detail": rule.detail,
            "category": rule.detail[:1],
            "rule_form": rule.form,
            "rule_treatment": rule.treatment,
            "reason": rule.reason,
            "share_by": rule.by,
            **{f"rule_{scope}": scope in rule.scopes for scope in SCOPES},
        }
        for number, rule in enumerate(book.cost_rules)
    ]
    texts = ("rule", "kind", "detail", "category", "rule_form", "rule_treatment", "reason", "share_by")
    return _table(
        rows,
        rule_number=pa.int32(),
        **{name: pa.string() for name in texts},
        **{f"rule_{scope}": pa.bool_() for scope in SCOPES},
    )
