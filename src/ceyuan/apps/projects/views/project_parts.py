"""Rows of the project page, made ready for its template."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ceyuan.apps.projects import labels
from ceyuan.apps.projects.naming import name_of, sum_of
from ceyuan.core.kernel.money import Money
from ceyuan.kit.numbers import is_chinese, money_head, money_text


def language() -> str:
    """The language in which the long texts of a project are read."""
    return "zh" if is_chinese() else "en"


def heads(currency: str) -> dict[str, str]:
    """Heads of the columns of money, each with its unit."""
    return {
        "funding": money_head(_("Funding"), currency),
        "total": money_head(_("Total cost"), currency),
        "sum": money_head(_("Sum"), currency, "wan"),
        "budget": money_head(_("Budget"), currency, "wan"),
    }


def participation_rows(project: Any, participations: Sequence[Any]) -> list[dict[str, Any]]:
    """Participants with money and share of the project's participations."""
    return [
        {
            "unit": name_of(one.unit),
            "code": one.unit.code,
            "above": name_of(one.unit.parent) if one.unit.parent else "",
            "role": labels.PARTICIPATION_ROLES.get(one.role, one.role),
            "department": one.department,
            "funding": sum_of(one.funding_minor, project.currency),
            "total": sum_of(one.total_minor, project.currency),
            "terminated": one.is_terminated,
        }
        for one in participations
    ]


def budget_matrix(project: Any, lines: Sequence[Any]) -> dict[str, Any]:
    """The budget as source × year with sums, and by category."""
    if not lines:
        return {}
    years = sorted({line.year for line in lines})
    by_source: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    by_category: dict[str, int] = defaultdict(int)
    for line in lines:
        by_source[line.source][line.year] += line.amount_minor
        by_category[line.category] += line.amount_minor
    currency = project.currency
    return {
        "years": years,
        "rows": [
            {
                "source": labels.BUDGET_SOURCES.get(source, source),
                "cells": [Money(cells.get(year, 0), currency) for year in years],
                "sum": Money(sum(cells.values()), currency),
            }
            for source, cells in sorted(by_source.items())
        ],
        "sums": [Money(sum(cells.get(year, 0) for cells in by_source.values()), currency) for year in years],
        "sum": Money(sum(by_category.values()), currency),
        "categories": [
            (labels.BUDGET_CATEGORIES.get(code, code), Money(minor, currency)) for code, minor in by_category.items()
        ],
    }


def indicator_rows(indicators: Sequence[Any]) -> list[dict[str, Any]]:
    """Indicators with their topic and the sign of their direction."""
    return [
        {
            "name": (one.name_zh if is_chinese() else one.name_en) or one.name_zh,
            "topic": one.topic.code if one.topic else "",
            "sign": labels.DIRECTIONS.get(one.direction, ""),
            "baseline": _plain(one.baseline),
            "midterm": _plain(one.midterm),
            "final": _plain(one.final) or one.final_text,
            "unit": one.unit_of_measure,
            "method": one.method,
            "binding": one.is_binding,
        }
        for one in indicators
    ]


def changes(project: Any, history: Sequence[Any]) -> list[dict[str, Any]]:
    """The history, with fields named and money written as money."""
    return [
        {
            "at": one.at,
            "as_of": one.as_of,
            "subject": labels.CHANGE_SUBJECTS.get(one.subject, one.subject),
            "label": one.subject_label or one.subject_key,
            "change": labels.CHANGES.get(one.change, one.change),
            "field": labels.FIELDS.get(one.field, one.field),
            "old": _value(project, one.field, one.old),
            "new": _value(project, one.field, one.new),
            "delivery_id": one.delivery_id,
        }
        for one in history
    ]


def _value(project: Any, field: str, text: str) -> str:
    if field in labels.MONEY_FIELDS and text.lstrip("-").isdecimal():
        return money_text(Money(int(text), project.currency), "yuan")
    return text


def _plain(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"
