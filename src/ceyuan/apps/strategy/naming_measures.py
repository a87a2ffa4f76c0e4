"""How policies, measures and uptakes are called and addressed on a page."""

from typing import Any

from django.urls import reverse

from ceyuan.kit.numbers import is_chinese


def title_of(thing: Any) -> str:
    """The title of a policy or a measure in the reader's language, or in the one there is."""
    first, second = (thing.title_zh, thing.title_en) if is_chinese() else (thing.title_en, thing.title_zh)
    return str(first or second)


def text_of(measure: Any) -> str:
    """What a clause says, in the reader's language or in the one there is."""
    first, second = (measure.text_zh, measure.text_en) if is_chinese() else (measure.text_en, measure.text_zh)
    return str(first or second)


def numbered(measure: Any) -> str:
    """Number and title."""
    return f"{measure.number} {title_of(measure)}"


def policy_url(policy: Any) -> str:
    """The page of a policy."""
    return reverse("strategy:policy", args=[policy.pk])


def uptake_url(uptake: Any) -> str:
    """The page of an uptake."""
    return reverse("strategy:uptake", args=[uptake.pk])


def unit_url(unit: Any) -> str:
    """What a unit made of its measures."""
    return reverse("strategy:measures_of_unit", args=[unit.code])
