"""How plans and clauses are called and addressed on a page."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from ceyuan.kit.numbers import is_chinese


def name_of(thing: Any) -> str:
    """The name of a unit, indicator or direction in the reader's language, or in the one there is."""
    first, second = (thing.name_zh, thing.name_en) if is_chinese() else (thing.name_en, thing.name_zh)
    return first or second or str(thing.code)


def title_of(plan: Any) -> str:
    """The title of a plan in the reader's language, or in the one there is."""
    first, second = (plan.title_zh, plan.title_en) if is_chinese() else (plan.title_en, plan.title_zh)
    return str(first or second)


def text_of(clause: Any) -> str:
    """The wording of a clause in the reader's language, or in the one there is."""
    first, second = (clause.text_zh, clause.text_en) if is_chinese() else (clause.text_en, clause.text_zh)
    return str(first or second)


def period_of(plan: Any) -> str:
    """The years of a plan: 2025, or 2021–2025."""
    return str(plan.first_year) if plan.first_year == plan.last_year else f"{plan.first_year}–{plan.last_year}"


def plan_url(plan: Any) -> str:
    """The page of a plan."""
    return reverse("strategy:plan_detail", args=[plan.pk])


def version_url(version: Any) -> str:
    """The page of one wording."""
    return reverse("strategy:plan_version", args=[version.plan_id, version.number])


def address(name: str, *args: Any) -> str:
    """The address of a page of another part of strategy, "" while there is none."""
    try:
        return reverse(f"strategy:{name}", args=args)
    except NoReverseMatch:
        return ""
