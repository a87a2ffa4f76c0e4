"""The list of codes is whole: what the modules refuse with is listed with its facts, and so is every explanation."""

import ast
from pathlib import Path

from ceyuan.core.kernel import Explained, Leaf
from ceyuan.core.ledger import codes
from ceyuan.core.ledger.assets import Asset
from ceyuan.core.ledger.gathering import Formation
from ceyuan.core.ledger.intensity import CompanyYear, Internal, assessed_profit, intensity
from ceyuan.core.ledger.schema import CAPITALISED, DOMESTIC, OVERSEAS
from ceyuan.core.ledger.scopes import high_technology
from ceyuan.core.ledger.tests.tax_cases import COMPANY, form, paid, row, rules

MODULES = (
    *("parameters", "eligibility", "gathering", "assets", "limits", "form", "claim", "statements"),
    *("auxiliary", "auxiliary_2015", "auxiliary_2021", "statistics", "scopes", "intensity"),
    *("capitalisation", "commitments"),
)


def given() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module in MODULES:
        path = Path(codes.__file__).with_name(f"{module}.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"Refused", "Reason", "_reason"}:
                texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
                for code in (text for text in texts if isinstance(text, str)):
                    found.setdefault(code, set()).update(word.arg for word in node.keywords if word.arg)
    return found


def parts(explained: Explained | Leaf):
    yield explained
    for part in getattr(explained, "inputs", ()):
        yield from parts(part)


def test_every_refusal_is_listed_with_its_facts() -> None:
    found = given()

    assert len(found) > 35
    assert sorted(set(found) - set(codes.REASONS)) == []
    assert {code: facts for code, facts in found.items() if not facts <= set(codes.REASONS[code])} == {}


def test_every_explanation_is_made_of_listed_codes() -> None:
    rows = [row("1.1", 90), row("6.1", 50), paid(DOMESTIC, 9), paid(OVERSEAS, 9), row("2.1", 9, treatment=CAPITALISED)]
    forms = [
        form(
            rows,
            formations=(Formation("A1", "P1", 202507, 120, 202507),),
            earlier_assets=(Asset("A0", "P0", 9, 202401, 120),),
        ),
        form([row("1.1", 90, month=202001), row("6.1", 50, month=202001, project="P2")], 2020),
        form([row("1.1", 90, month=202203)], 2022),
        form([row("1.1", 90, month=202203)], 2022, late_fen=1),
        form(rows, entity={"resident": False}),
    ]
    trees = [told for found in forms for told in found.figures.values()]
    trees += [
        intensity([CompanyYear("A", 9, 1), CompanyYear("B", 9, 1)], [Internal("A", "B", 1, 1)]),
        assessed_profit(1, 1, 1),
        high_technology(rows, rules().high_tech(2025), company=COMPANY, year=2025),
    ]
    made = [part for tree in trees for part in parts(tree)]

    assert {part.formula_code for part in made if isinstance(part, Explained)} == codes.FORMULAS
    assert {part.name for part in made if isinstance(part, Leaf)} == codes.LEAVES
