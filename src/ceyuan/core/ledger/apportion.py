"""The cost of people and machines over projects, by confirmed hours; what is not confirmed stays with production.

For each company, month and resource every pool (all share lines that agree in detail, scopes and so on) is split by
largest remainder over the projects' hours and the hours of production, so that the parts add up to what was paid, to
the fen. No hours at all: everything stays with production. Production is the empty project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from ceyuan.core.ledger.accounting import treatment
from ceyuan.core.ledger.integers import NO, quotient
from ceyuan.core.ledger.schema import SCOPES, SHARE

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.dimensions import Dimensions

RESOURCE = ("company", "month", "resource")
POOL = (
    *RESOURCE,
    *("unit", "category", "detail", "form", "treatment"),
    *(f"in_{scope}" for scope in SCOPES),
    "rule",
)


def pools(lines: ir.Table) -> ir.Table:
    """Share lines added up: what was paid for a resource in a month, by kind of cost."""
    shares = lines.filter(lines.kind == SHARE).rename(month="period")
    return shares.group_by(list(POOL)).agg(pool_fen=shares.net_fen.sum().cast("int64"), lines=shares.count())


def weights(hours: ir.Table, known: Dimensions) -> ir.Table:
    """Hours by resource and project, with the resource's total; what names no project open in the month is production.

    Hours of zero or less are none. The project's columns come along.
    """
    positive = hours.filter(hours.hours > 0)
    joined = positive.left_join(known.projects, [("project", "known_project")])
    is_open = joined.known_project.notnull() & joined.month.between(joined.opened, joined.closed)
    named = joined.mutate(project=ibis.ifelse(is_open, joined.project, ""))
    summed = named.group_by([*RESOURCE, "project"]).agg(hours=named.hours.sum().cast("int64"))
    total = summed.hours.sum().over(ibis.window(group_by=[summed[column] for column in RESOURCE]))
    return summed.mutate(total_hours=total.cast("int64"))


def split(paid: ir.Table, worked: ir.Table) -> ir.Table:
    """Each pool over its projects: rows with project, hours, total_hours and amount_fen that add up to `pool_fen`."""
    keyed = worked.rename(worked_company="company", worked_month="month", worked_resource="resource")
    pairs = [("company", "worked_company"), ("month", "worked_month"), ("resource", "worked_resource")]
    joined = paid.left_join(keyed, pairs).drop("worked_company", "worked_month", "worked_resource")
    joined = joined.mutate(
        project=joined.project.fill_null(""),
        hours=joined.hours.fill_null(1),
        total_hours=joined.total_hours.fill_null(1),
    )
    amount = joined.pool_fen.abs()
    each = quotient(amount, joined.total_hours)
    # Taking whole parts first keeps every product far below 2**63.
    over = (amount - each * joined.total_hours) * joined.hours
    parts = joined.mutate(
        part=each * joined.hours + quotient(over, joined.total_hours), remainder=over % joined.total_hours
    )
    pool = [parts[column] for column in POOL]
    left = parts.pool_fen.abs() - parts.part.sum().over(ibis.window(group_by=pool)).cast("int64")
    order = [parts.remainder.desc(), (parts.project == "").asc(), parts.project.asc()]
    parts = parts.mutate(place=ibis.row_number().over(ibis.window(group_by=pool, order_by=order)), left_fen=left)
    amount = parts.part + (parts.place < parts.left_fen).cast("int64")
    signed = ibis.ifelse(parts.pool_fen < 0, -amount, amount)
    return parts.mutate(amount_fen=signed).drop("part", "remainder", "place", "left_fen")


def apportioned(lines: ir.Table, hours: ir.Table, known: Dimensions) -> ir.Table:
    """Share lines over projects and production, with what each part takes over from its project."""
    rows = split(pools(lines), weights(hours, known))
    found = rows.left_join(known.projects, [("project", "known_project")])
    found = found.mutate(period=found.month)
    is_project = found.project != ""
    scopes = {
        f"in_{scope}": found[f"in_{scope}"] & is_project & found[f"project_{scope}"].fill_null(NO) for scope in SCOPES
    }
    return found.mutate(
        unit=ibis.ifelse(found.unit == "", found.project_unit.fill_null(""), found.unit),
        form=ibis.ifelse(found.form == "", found.project_form.fill_null(""), found.form),
        treatment=ibis.ifelse((found.treatment == "") & is_project, treatment(found), found.treatment),
        **scopes,
    ).select(*_COLUMNS)


_COLUMNS = (
    *("company", "month", "resource", "project", "unit", "category", "detail", "form", "treatment"),
    *(f"in_{scope}" for scope in SCOPES),
    *("rule", "pool_fen", "hours", "total_hours", "amount_fen", "lines"),
)
