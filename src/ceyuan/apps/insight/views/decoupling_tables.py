"""The four kinds of rows of the decoupling report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.insight.selectors.decoupling import Decoupling
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.money import Money
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named


@dataclass(frozen=True, slots=True)
class LooseRow:
    """Money without target in one programme."""

    programme: Any
    money: Money
    projects: int
    codes: str


class LooseTargetTable(Table):
    """Targets that no project serves."""

    caption = _("Targets without a project")
    columns = (
        Column("kpi", _("Indicator"), "link", value=lambda t: named(t.kpi), url=strategy.target_url, wide=True),
        Column("unit", _("Unit"), value=lambda t: named(t.unit)),
        Column("year", _("Year"), value=lambda t: str(t.year)),
        Column("plan", _("Plan"), value=lambda t: strategy.plan_title(t.plan), priority=2, wide=True),
        Column("code", _("Code"), "code", value=lambda t: t.kpi.code, priority=3),
    )


class LooseProjectTable(Table):
    """Projects that serve no target or have no money."""

    caption = _("Projects")
    columns = (
        Column("code", _("Code"), "code", url=projects.url),
        Column("title", _("Title"), "link", value=projects.title, url=projects.url, wide=True),
        Column("unit", _("Lead unit"), value=lambda p: named(p.lead_unit)),
        Column("programme", _("Programme"), value=lambda p: named(p.programme), priority=2),
        Column("state", _("State"), "badge", labels=projects.STATES, tones=projects.STATE_TONES),
        Column("starts_on", _("Start"), "date", priority=3),
        Column("ends_on", _("End"), "date", priority=3),
        Column("worth", _("Whole cost"), "money", value=lambda p: Money(p.worth, p.currency), unit="wan"),
        Column("currency", _("Currency"), "code", only_in_files=True),
    )


class LooseMoneyTable(Table):
    """Money that works for no target."""

    caption = _("Money without a target")
    columns = (
        Column("code", _("Code"), "code", value=lambda r: r.programme.code),
        Column(
            "programme",
            _("Programme"),
            "link",
            value=lambda r: named(r.programme),
            url=lambda r: projects.programme_url(r.programme),
            wide=True,
        ),
        Column("projects", _("Projects"), "number"),
        Column("codes", _("Project codes"), wide=True, priority=2),
        Column("money", _("Money"), "money", unit="wan"),
        Column("currency", _("Currency"), "code", value=lambda r: r.money.currency, only_in_files=True),
    )


TABLES: dict[str, type[Table]] = {
    "target_without_project": LooseTargetTable,
    "project_without_target": LooseProjectTable,
    "project_without_money": LooseProjectTable,
    "money_without_target": LooseMoneyTable,
}


def rows_of(actor: Actor, kind: str, found: Decoupling) -> Sequence[Any]:
    """The records of one list, in the order of the report."""
    if kind == "target_without_project":
        targets = strategy.targets_by_ids(actor, found.target_without_project)
        rows = [targets[key] for key in found.target_without_project if key in targets]
        return sorted(rows, key=lambda one: (one.unit.path, one.kpi.position, one.pk))
    if kind == "money_without_target":
        return _money_rows(actor, found)
    ids = getattr(found, kind)
    known = projects.projects_by_ids(actor, ids)
    return sorted((known[key] for key in ids if key in known), key=lambda one: (-one.worth, one.code))


def _money_rows(actor: Actor, found: Decoupling) -> Sequence[LooseRow]:
    ids = [key for one in found.money_without_target for key in one.project_ids]
    known = projects.projects_by_ids(actor, ids)
    rows = []
    for one in found.money_without_target:
        members = [known[key] for key in one.project_ids if key in known]
        if members:
            codes = " ".join(sorted(project.code for project in members))
            rows.append(LooseRow(members[0].programme, one.money, len(members), codes))
    return rows
