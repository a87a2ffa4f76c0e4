"""How directions, targets and clauses are called, and where their pages are."""

from typing import Any

from django.urls import reverse

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Clause, Direction, Target
from ceyuan.apps.strategy.selectors.linkable import target_of
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.templatetags.kit import named

MOST_OF_A_CLAUSE = 60


def target_title(target: Target) -> str:
    """Indicator, unit and year: what a target asks of whom and when."""
    return f"{named(target.kpi)} · {named(target.unit)} · {target.year}"


def target_name(actor: Actor, key: str) -> str | None:
    """The title behind the id of a target within reach, for filters."""
    found = target_of(actor, int(key)) if key.isdecimal() and len(key) < 18 else None
    return target_title(found) if found else None


def target_url(target: Target) -> str:
    """The page of a target."""
    return reverse("strategy:target_detail", args=[target.pk])


def direction_url(direction: Direction) -> str:
    """The page of a direction."""
    return reverse("strategy:direction_detail", args=[direction.code])


def chain_url(**of: Any) -> str:
    """The page that shows the chain from clause to money for a clause or a target, which insight draws."""
    ((kind, key),) = of.items()
    return f"{reverse('insight:chain')}?{kind}={key}"


def clause_title(clause: Clause) -> str:
    """Number and beginning of a clause in the reader's language."""
    text = (clause.text_zh or clause.text_en) if is_chinese() else (clause.text_en or clause.text_zh)
    short = text if len(text) <= MOST_OF_A_CLAUSE else f"{text[:MOST_OF_A_CLAUSE]}…"
    return f"{clause.number} {short}".strip()
