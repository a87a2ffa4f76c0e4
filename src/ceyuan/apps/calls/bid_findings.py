"""What a bid lacks before it can be handed in, each with its code and by the part of the form where it is put right."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ceyuan.apps.calls.models import Challenge, ChallengeIndicator
from ceyuan.apps.calls.modes import MODES, WHOLE_PPM
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Reason

PARTS = ("basics", "indicators", "team", "milestones", "more")


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason against handing in, and the part of the bid it belongs to."""

    part: str
    reason: Reason


def findings(
    content: Mapping[str, Any],
    challenge: Challenge,
    asked: Collection[ChallengeIndicator],
    *,
    invited: Collection[int],
    is_outside: bool,
) -> list[Finding]:
    """All that hinders the submission; empty when the bid is whole. The deadline is asked elsewhere, by the clock."""
    found = [
        *_basics(content, challenge),
        *_indicators(content, asked),
        *_team(content, challenge, invited=invited, is_outside=is_outside),
        *_milestones(content, challenge),
    ]
    return [Finding(part, reason) for part, reason in found]


Found = Iterator[tuple[str, Reason]]


def _basics(content: Mapping[str, Any], challenge: Challenge) -> Found:
    for name in ("title", "route", "risks"):
        if not str(content[name]).strip():
            yield "basics", Reason("calls.text_missing", {"field": name})
    if content["funds_minor"] <= 0:
        yield "basics", Reason("calls.no_funds")
    elif content["funds_minor"] > challenge.budget_minor:
        ceiling = Money(challenge.budget_minor, challenge.currency)
        yield "basics", Reason("calls.above_ceiling", {"ceiling": ceiling.format("wan")})
    if not content["committed"]:
        yield "basics", Reason("calls.not_committed")


def lowered(direction: str, asked: Decimal, offered: Decimal) -> bool:
    """Whether an offer stays below what was asked for."""
    if direction == "at_least":
        return offered < asked
    if direction == "at_most":
        return offered > asked
    return offered != asked


def _indicators(content: Mapping[str, Any], asked: Collection[ChallengeIndicator]) -> Found:
    offers = {one["source"]: one["value"] for one in content["indicators"] if one["source"] is not None}
    for one in asked:
        if not one.is_hard:
            continue
        offered = offers.get(one.pk)
        wanted = f"{one.value.normalize():f} {one.unit_of_measure}".strip()
        if offered is None:
            yield "indicators", Reason("calls.indicator_missing", {"name": one.name, "asked": wanted})
        elif lowered(one.direction, one.value, Decimal(offered)):
            told = f"{offered} {one.unit_of_measure}".strip()
            yield "indicators", Reason("calls.indicator_lowered", {"name": one.name, "asked": wanted, "offered": told})


def _team(content: Mapping[str, Any], challenge: Challenge, *, invited: Collection[int], is_outside: bool) -> Found:
    if not content["members"]:
        yield "team", Reason("calls.no_members")
    if MODES[challenge.mode].by_invitation and content["unit"]["id"] not in invited:
        yield "team", Reason("calls.not_invited")
    if challenge.applicants == "internal" and is_outside:
        yield "team", Reason("calls.inside_only")
    if challenge.applicants == "external" and not is_outside:
        yield "team", Reason("calls.outside_only")
    if challenge.applicants == "consortium" and not content["partners"]:
        yield "team", Reason("calls.consortium_only")
    if sum(one["funds_minor"] for one in content["partners"]) > content["funds_minor"]:
        yield "team", Reason("calls.partners_over_funds")


def _milestones(content: Mapping[str, Any], challenge: Challenge) -> Found:
    rows = content["milestones"]
    total = sum(one["share_ppm"] for one in rows)
    if total != WHOLE_PPM:
        yield "milestones", Reason("calls.shares_not_whole", {"sum": f"{Decimal(total) / 10_000:g}"})
    for number, one in enumerate(rows, start=1):
        if not one["name"].strip() or not one["criteria"].strip():
            yield "milestones", Reason("calls.milestone_unnamed", {"number": number})
    days = [date.fromisoformat(one["due_on"]) for one in rows]
    if days != sorted(days):
        yield "milestones", Reason("calls.milestones_out_of_order")
    if days and challenge.closes_at is not None and days[0] <= challenge.closes_at.date():
        yield "milestones", Reason("calls.milestone_before_deadline")
    if days and challenge.kill_on is not None and days[-1] > challenge.kill_on:
        yield "milestones", Reason("calls.milestone_after_kill_date", {"day": challenge.kill_on.isoformat()})
