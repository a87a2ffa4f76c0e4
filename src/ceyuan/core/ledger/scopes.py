"""The four scopes of R&D cost - accounting, high-technology, tax, statistics - and the bridge from one to the next.

They are four numbers about one set of vouchers. A bridge starts at the accounting cost and names every step to what is
reported in another scope, so that its steps add up exactly to the difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceyuan.core.kernel import Explained, Money
from ceyuan.core.ledger.explaining import added, fen_of, figure, of_rows
from ceyuan.core.ledger.form import Form
from ceyuan.core.ledger.gathering import FIVE, OTHER
from ceyuan.core.ledger.parameters import HighTechnologyRule
from ceyuan.core.ledger.rounding import WHOLE, at_rate, half_up
from ceyuan.core.ledger.schema import ENTRUSTED, OVERSEAS, OVERSEAS_INDIVIDUAL, SCOPES, CostRow


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a bridge: a code and the signed amount it adds."""

    code: str
    amount: Explained

    @property
    def fen(self) -> int:
        """The signed amount in fen."""
        return fen_of(self.amount)


@dataclass(frozen=True, slots=True)
class Bridge:
    """From `start` in one scope over the steps to `end` in another; steps of zero are left out."""

    source: str
    target: str
    start: Explained
    steps: tuple[Step, ...]
    end: Explained

    @property
    def difference(self) -> int:
        """What the steps leave unexplained, in fen: always zero."""
        return fen_of(self.start) + sum(step.fen for step in self.steps) - fen_of(self.end)


def in_scope(row: CostRow, scope: str) -> bool:
    """Whether the row is tagged for the scope."""
    return bool(getattr(row, f"in_{scope}"))


def totals(rows: Iterable[CostRow], *, company: str, year: int) -> dict[str, Explained]:
    """The tagged cost of the company and year in each of the four scopes, before any limit."""
    found = [row for row in rows if row.company == company and row.year == year]
    return {
        scope: added(f"ledger.scope.{scope}", of_rows(row for row in found if in_scope(row, scope))) for scope in SCOPES
    }


def bridge(rows: Iterable[CostRow], source: str, target: str, *, company: str, year: int) -> Bridge:
    """From the tagged cost in one scope to that in another, by category and direction."""
    found = [row for row in rows if row.company == company and row.year == year]
    ends = totals(found, company=company, year=year)
    return Bridge(source, target, ends[source], _tag_steps(found, source, target), ends[target])


def tax_bridge(rows: Iterable[CostRow], form: Form) -> Bridge:
    """From the accounting cost of the year to line 40 of the form.

    After the tags: cost of entities and projects that may not claim, assets not yet formed, cost of earlier years in
    assets formed now, other cost above its limit, what is not counted of entrusted R&D, persons abroad.
    """
    company, year = form.entity.company, form.entity.year
    everything = [row for row in rows if row.company == company and row.year <= year]
    found = [row for row in everything if row.year == year]
    start = totals(found, company=company, year=year)["account"]
    tagged = [row for row in found if row.in_tax]
    steps = list(_tag_steps(found, "account", "tax"))
    if not form.verdict:
        steps.append(_step("tax.no_claim", tagged, sign=-1))
    else:
        steps += _form_steps(form)
    shown = tuple(step for step in steps if step.fen)
    return Bridge("account", "form", start, shown, form.figures["eligible"])


def high_technology(rows: Iterable[CostRow], rule: HighTechnologyRule, *, company: str, year: int) -> Explained:
    """R&D cost in the high-technology scope: other cost within its share of the total, entrusted R&D at 80 %.

    Source: 国科发火〔2016〕195号. Of the total, other may be 20 %, so up to a quarter of all the rest.
    """
    found = [row for row in rows if row.company == company and row.year == year and row.in_hnte]
    five = added("ledger.hnte.five", of_rows(row for row in found if row.category in FIVE))
    other = added("ledger.hnte.other_spent", of_rows(row for row in found if row.category == OTHER))
    outside = added("ledger.hnte.entrusted_paid", of_rows(row for row in found if row.form in ENTRUSTED))
    origin = (rule.validity.origin("high_technology"),)
    entrusted = figure(at_rate(fen_of(outside), rule.entrusted_ppm), "ledger.hnte.entrusted", (outside,), origin)
    base = max(fen_of(five) + fen_of(entrusted), 0)
    limit = half_up(base * rule.other_share_ppm, WHOLE - rule.other_share_ppm)
    ceiling = figure(limit, "ledger.hnte.other_limit", (five, entrusted), origin)
    kept = figure(min(fen_of(other), limit), "ledger.hnte.other", (other, ceiling))
    return added("ledger.hnte.total", (five, kept, entrusted))


def domestic_share_met(rows: Iterable[CostRow], rule: HighTechnologyRule, *, company: str, year: int) -> bool:
    """Whether enough of the high-technology cost was spent inside the country: at least 60 %."""
    found = [row for row in rows if row.company == company and row.year == year and row.in_hnte]
    whole = sum(row.amount_fen for row in found)
    abroad = sum(row.amount_fen for row in found if row.form in (OVERSEAS, OVERSEAS_INDIVIDUAL))
    return (whole - abroad) * WHOLE >= whole * rule.domestic_share_ppm


def _tag_steps(rows: Sequence[CostRow], source: str, target: str) -> tuple[Step, ...]:
    gone, come = defaultdict[str, list[CostRow]](list), defaultdict[str, list[CostRow]](list)
    for row in rows:
        name = row.category or row.form
        if in_scope(row, source) and not in_scope(row, target):
            gone[name].append(row)
        elif in_scope(row, target) and not in_scope(row, source):
            come[name].append(row)
    steps = [_step(f"{target}.without.{name}", found, sign=-1) for name, found in sorted(gone.items())]
    steps += [_step(f"{target}.with.{name}", found, sign=1) for name, found in sorted(come.items())]
    return tuple(step for step in steps if step.fen)


def _form_steps(form: Form) -> list[Step]:
    year = form.entity.year
    entered = [row for part in form.parts for row in part.strand.rows]
    left = defaultdict[str, list[CostRow]](list)
    for found in form.left_out:
        left[found.reason.code.removeprefix("ledger.")] += [row for row in found.rows if row.year == year]
    steps = [_step(f"tax.{code}", rows, sign=-1) for code, rows in sorted(left.items())]
    earlier = [row for row in entered if row.year < year]
    steps.append(_step("tax.earlier_years_of_formed_assets", earlier, sign=1))
    for code, spent, allowed in (
        ("tax.other_above_limit", "6", "other_limited"),
        ("tax.overseas_not_counted", "overseas", "overseas_allowed"),
    ):
        cut = form.fen(allowed) - form.fen(spent)
        steps.append(Step(code, figure(cut, f"ledger.bridge.{code}", (form.figures[spent], form.figures[allowed]))))
    home = sum(part.domestic for part in form.parts) - form.fen("domestic")
    steps.append(
        Step(
            "tax.domestic_not_counted",
            figure(home, "ledger.bridge.tax.domestic_not_counted", (form.figures["domestic"],)),
        )
    )
    individual = form.figures["individual"]
    steps.append(
        Step(
            "tax.persons_abroad",
            figure(-fen_of(individual), "ledger.bridge.tax.persons_abroad", (individual,)),
        )
    )
    return steps


def _step(code: str, rows: Sequence[CostRow], *, sign: int) -> Step:
    parts = of_rows(rows)
    whole = added(f"ledger.bridge.{code}", parts)
    if sign > 0:
        return Step(code, whole)
    return Step(code, Explained(Money(-fen_of(whole)), f"ledger.bridge.{code}", parts))
