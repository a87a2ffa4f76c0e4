"""Which lines are cost, of what kind, and whose: expressions that put a rulebook to lines.

Only lines on accounts that some rule makes cost are looked at. Where the account alone decides, the rule comes with the
account; conditions are asked only for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from ceyuan.core.ledger.controls import number_of
from ceyuan.core.ledger.integers import YES
from ceyuan.core.ledger.schema import CAPITALISED, COST, EXPENSED, LINE_COLUMNS, SCOPES, SHARE

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.dimensions import Dimensions
    from ceyuan.core.ledger.rulebook import Condition, Rulebook


def holds(lines: ir.Table, when: Condition) -> ir.BooleanValue:
    """`Condition.holds` as an expression."""
    parts: list[ir.BooleanValue] = []
    for column, patterns in when.patterns.items():
        parts.append(_any([_fits(lines[column], pattern) for pattern in patterns]))
    if when.text:
        parts.append(_any([lines.text.contains(word) for word in when.text]))
    if when.side:
        parts.append(lines[f"{when.side}_fen"] != 0)
    if when.since:
        parts.append(lines.period >= when.since)
    if when.until < 999912:
        parts.append(lines.period <= when.until)
    outcome: ir.BooleanValue = ibis.literal(value=True)
    for part in parts:
        outcome = outcome & part
    return outcome


def _fits(column: ir.StringValue, pattern: str) -> ir.BooleanValue:
    if pattern == "*":
        return column != ""
    return column.startswith(pattern[:-1]) if pattern.endswith("*") else column == pattern


def _any(parts: list[ir.BooleanValue]) -> ir.BooleanValue:
    outcome = parts[0]
    for part in parts[1:]:
        outcome = outcome | part
    return outcome


def ruled(lines: ir.Table, known: Dimensions) -> ir.Table:
    """Lines that some rule makes cost or share, with the columns of that rule. Lines of other accounts are gone."""
    accounts = known.accounts.filter(known.accounts.is_cost).select(cost_account="account", fallback="fallback")
    joined = lines.inner_join(accounts, [("account", "cost_account")])
    number = joined.fallback
    cases = [
        (holds(joined, rule.when) & (joined.fallback > place), ibis.literal(place, "int32"))
        for place, rule in enumerate(known.book.cost_rules)
        if not rule.when.is_account_only
    ]
    if cases:
        number = ibis.cases(*cases, else_=joined.fallback)
    numbered = joined.mutate(rule_number=number).drop("cost_account", "fallback")
    return numbered.inner_join(known.rules, "rule_number").drop("rule_number")


def with_project(lines: ir.Table, known: Dimensions) -> ir.Table:
    """Ruled lines with `source_project` (as delivered), `project`, `project_rule`, `resource` and `fault`.

    The first rule that names a project counts; a cost line whose project is unknown, or closed in its month, is
    faulty. A share has no project, but a resource.
    """
    none = ibis.literal("")
    lines = lines.mutate(place=_project_rule(lines, known.book))
    takes = {rule.take for rule in known.book.project_rules if rule.take}
    places = {take: [n for n, rule in enumerate(known.book.project_rules) if rule.take == take] for take in takes}
    fixed = [(lines.place == n, ibis.literal(r.project)) for n, r in enumerate(known.book.project_rules) if r.project]
    nowhere = (lines.place.isnull(), none)
    code = ibis.cases(
        nowhere, *((lines.place.isin(at), lines[take]) for take, at in places.items()), *fixed, else_=none
    )
    named = [(lines.place == n, ibis.literal(rule.id)) for n, rule in enumerate(known.book.project_rules)]
    rule_id = ibis.cases(nowhere, *named, else_=none)
    is_cost = lines.kind == COST
    resource = ibis.cases(
        *((lines.share_by == by, lines[by]) for by in ("cost_object", "cost_centre", "department")), else_=none
    )
    found = lines.rename(source_project="project").mutate(
        project=ibis.ifelse(is_cost, code, none),
        project_rule=ibis.ifelse(is_cost, rule_id, none),
        resource=resource,
    )
    joined = found.left_join(known.projects, [("project", "known_project")])
    joined = joined.left_join(known.centres.rename(known_centre="cost_centre"), [("cost_centre", "known_centre")])
    is_cost = joined.kind == COST
    closed = (joined.period > joined.closed) | (joined.period < joined.opened)
    fault = ibis.cases(
        (is_cost & joined.known_project.isnull(), ibis.literal(number_of("unknown_project"), "int32")),
        (is_cost & closed, ibis.literal(number_of("closed_project"), "int32")),
        else_=ibis.null("int32"),
    )
    return joined.mutate(fault=fault)


def _project_rule(lines: ir.Table, book: Rulebook) -> ir.IntegerValue:
    """The place of the first rule that names a project, null when none does. The conditions are asked once."""
    cases = []
    for place, rule in enumerate(book.project_rules):
        applies = holds(lines, rule.when)
        cases.append((applies & (lines[rule.take] != "") if rule.take else applies, ibis.literal(place, "int32")))
    nothing = ibis.null("int32")
    return ibis.cases(*cases, else_=nothing) if cases else nothing


def cost_lines(lines: ir.Table, known: Dimensions) -> ir.Table:
    """Cost and share lines with everything that was decided about them: what the pipeline keeps and writes.

    Shares keep empty form and treatment where their rule leaves them to the project, until they are apportioned.
    """
    found = with_project(ruled(lines, known), known)
    is_share = found.kind == SHARE
    line_columns = {name: found[name] for name in LINE_COLUMNS if name != "project"}
    scopes = {
        f"in_{scope}": found[f"rule_{scope}"] & (is_share | found[f"project_{scope}"].fill_null(YES))
        for scope in SCOPES
    }
    centre = found.centre_unit.fill_null("")
    return found.select(
        **line_columns,
        source_project=found.source_project,
        project=found.project,
        unit=ibis.ifelse((centre == "") & ~is_share, found.project_unit.fill_null(""), centre),
        kind=found.kind,
        category=found.category,
        detail=found.detail,
        form=ibis.ifelse((found.rule_form == "") & ~is_share, found.project_form.fill_null(""), found.rule_form),
        treatment=ibis.ifelse((found.rule_treatment == "") & ~is_share, treatment(found), found.rule_treatment),
        **scopes,
        rule=found.rule,
        project_rule=found.project_rule,
        resource=found.resource,
        reason=found.reason,
        net_fen=found.debit_fen - found.credit_fen,
        fault=found.fault,
    )


def treatment(rows: ir.Table) -> ir.StringValue:
    """What the project says about rows with a month `period` and the project's columns."""
    return ibis.ifelse(rows.period >= rows.capitalised_from, CAPITALISED, EXPENSED)
