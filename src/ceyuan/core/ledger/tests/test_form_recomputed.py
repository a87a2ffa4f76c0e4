"""The form against a recomputation of its own kind: Decimal yuan, plain loops, written from the form's instructions."""

import random
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from ceyuan.core.ledger.gathering import Formation
from ceyuan.core.ledger.schema import DETAILS, ENTRUSTED, FORMS, CostRow
from ceyuan.core.ledger.tests.tax_cases import COMPANY, form

CENT = Decimal("0.01")
ALL_DETAILS = [detail for details in DETAILS.values() for detail in details]
FORMED_IN_MAY = {f"P{number}" for number in range(0, 40, 4)}


def lines(count: int) -> list[CostRow]:
    dice = random.Random(20251231)  # noqa: S311 - the same lines every time
    found = []
    for _ in range(count):
        kind = dice.choices(FORMS, weights=[80, 8, 6, 1, 3, 2])[0]
        detail = "" if kind in ENTRUSTED else dice.choice(ALL_DETAILS)
        found.append(
            CostRow(
                company=dice.choices([COMPANY, "C02"], weights=[9, 1])[0],
                project=f"P{dice.randrange(60)}",
                month=dice.choice([2024, 2025]) * 100 + dice.randrange(1, 13),
                category=detail[:1],
                detail=detail,
                form=kind,
                treatment=dice.choices(["expensed", "capitalised"], weights=[3, 1])[0],
                in_tax=dice.random() < 0.9,
                amount_fen=dice.randrange(-50_000, 5_000_000),
            )
        )
    return found


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def enters(row: CostRow) -> bool:
    if row.company != COMPANY or not row.in_tax:
        return False
    if row.treatment == "expensed":
        return row.month >= 202501
    return row.project in FORMED_IN_MAY and row.month <= 202505


def recomputed(rows: list[CostRow]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in filter(enters, rows):
        sums[row.detail or row.form] += Decimal(row.amount_fen) / 100
    category = {code: sum((sums[detail] for detail in details), Decimal(0)) for code, details in DETAILS.items()}
    five = sum(category[code] for code in "12345")
    other = min(category["6"], cents(five * 10 / 90))
    home = cents(sums["entrusted_domestic"] * Decimal("0.8"))
    abroad = min(cents(sums["entrusted_overseas"] * Decimal("0.8")), cents((five + other + home) * 2 / 3))
    return {
        **category,
        "other_limited": other,
        "own": five + other,
        "domestic": sums["entrusted_domestic"],
        "overseas": sums["entrusted_overseas"],
        "overseas_allowed": abroad,
        "individual": sums["entrusted_overseas_individual"],
        "eligible": five + other + home + abroad,
    }


def test_a_hundred_thousand_lines_give_the_same_form_by_other_means() -> None:
    rows = lines(100_000)
    formations = tuple(Formation(f"A{name}", name, 202505, 120, 202505) for name in sorted(FORMED_IN_MAY))
    filled = form(rows, formations=formations, special_income_fen=1_234_56, sold_material_fen=777_77)
    expected = recomputed(rows)

    assert {key: Decimal(filled.fen(key)) / 100 for key in expected} == expected
    expensed = Decimal(filled.fen("expensed")) / 100
    capitalised = Decimal(filled.fen("capitalised")) / 100
    assert expensed + capitalised == expected["eligible"]
    amortised = sum(cents(Decimal(asset.eligible_fen) / 100 * 8 / 120) for asset in filled.assets)
    assert Decimal(filled.fen("formed_now")) / 100 == amortised
    assert Decimal(filled.fen("additional")) / 100 == expensed + amortised - Decimal("1234.56") - Decimal("777.77")
