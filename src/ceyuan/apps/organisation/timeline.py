"""What happened to a unit, in words, from its versions and successions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.models import UnitVersion
from ceyuan.apps.organisation.selectors.units import UnitDetail
from ceyuan.apps.organisation.tables import unit_url
from ceyuan.kit.templatetags.kit import named


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline; `day` None stands for "since the records begin"."""

    day: date | None
    label: str
    text: str = ""
    before: str = ""
    url: str = ""


def events(found: UnitDetail) -> list[Event]:
    """Everything that happened, the latest first."""
    versions = sorted(found.versions, key=lambda version: version.valid.lower or date.min)
    lines: list[Event] = []
    for place, version in enumerate(versions):
        lines += _changes(versions[place - 1], version) if place else [_opening(version)]
    lines += [_succession(each, each.successor, _("Carried on by")) for each in found.successors if each.is_main]
    lines += [_succession(each, each.successor, _("Split off")) for each in found.successors if not each.is_main]
    lines += [_succession(each, each.predecessor, _came_from(each.kind)) for each in found.predecessors]
    if found.unit.closed_on:
        lines.append(Event(found.unit.closed_on, _("Closed")))
    return sorted(lines, key=lambda line: line.day or date.min, reverse=True)


def _opening(version: UnitVersion) -> Event:
    label = _("Opened") if version.valid.lower else _("On record from the start")
    return Event(version.valid.lower, label, named(version))


def _changes(before: UnitVersion, after: UnitVersion) -> list[Event]:
    day, lines = after.valid.lower, []
    if (before.name_zh, before.name_en) != (after.name_zh, after.name_en):
        lines.append(Event(day, _("Renamed"), named(after), named(before)))
    if before.parent_id != after.parent_id:
        above = unit_url(after.parent) if after.parent else ""
        lines.append(Event(day, _("Moved"), named(after.parent), named(before.parent), above))
    if before.kind != after.kind:
        lines.append(Event(day, _("Kind changed"), _kind(after.kind), _kind(before.kind)))
    return lines


def _kind(code: str) -> str:
    return str(messages.KINDS.get(code, code))


def _came_from(kind: str) -> str:
    return {"merge": _("Took over"), "split": _("Came out of"), "close": _("Carries on")}.get(kind, kind)


def _succession(each: Any, other: Any, label: str) -> Event:
    return Event(each.on, label, named(other), "", unit_url(other))


def posts_in_order(posts: Sequence[Any]) -> list[Any]:
    """By the rank of the post, then by name."""
    rank = {kind: place for place, kind in enumerate(messages.POSTS)}
    return sorted(posts, key=lambda post: (rank.get(post.kind, len(rank)), post.person.sort_key))
