"""Prolonging a project: asked in time, in principle once, by a limited number of months."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ceyuan.core.kernel import Reason, Verdict


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How many months before the end it is asked at the latest, how often, and by how many months in all.

    The defaults are those of the national key programmes: six months before, once, one year.
    """

    notice_months: int = 6
    max_count: int = 1
    max_months: int = 12


NATIONAL_RULE = ExtensionRule()


def extension(
    *, ends_on: date, asked_on: date, new_end: date, granted: int, rule: ExtensionRule = NATIONAL_RULE
) -> Verdict:
    """Whether the last day may move from `ends_on` to `new_end`, asked on `asked_on` after `granted` extensions.

    Reasons, all that apply: `taskbook.extension_not_later`, `.extension_late` (facts: latest day of asking),
    `.extension_again`, `.extension_too_long` (facts: latest end).
    """
    latest_asking = latest_notice(ends_on, rule)
    latest_end = add_months(ends_on, rule.max_months)
    return Verdict.of(
        (
            _if(new_end <= ends_on, "taskbook.extension_not_later", ends_on=ends_on.isoformat()),
            _if(
                asked_on > latest_asking,
                "taskbook.extension_late",
                asked_on=asked_on.isoformat(),
                latest=latest_asking.isoformat(),
                months=rule.notice_months,
            ),
            _if(granted >= rule.max_count, "taskbook.extension_again", granted=granted, most=rule.max_count),
            _if(
                new_end > latest_end,
                "taskbook.extension_too_long",
                new_end=new_end.isoformat(),
                latest=latest_end.isoformat(),
                months=rule.max_months,
            ),
        )
    )


def latest_notice(ends_on: date, rule: ExtensionRule = NATIONAL_RULE) -> date:
    """The last day on which an extension may be asked for: for 2025-06-30 and six months 2024-12-31."""
    return add_months(ends_on, -rule.notice_months)


def add_months(day: date, months: int) -> date:
    """The day so many months later or earlier: the last day of a month stays one, the 31st becomes the last day.

    An earlier day beyond the calendar is the first or last day there is.
    """
    number = day.year * 12 + day.month - 1 + months
    if not 12 <= number < (date.max.year + 1) * 12:
        return date.min if months < 0 else date.max
    year, month = number // 12, number % 12 + 1
    last = monthrange(year, month)[1]
    is_last = (day + timedelta(days=1)).day == 1 if day < date.max else True
    return date(year, month, last if is_last else min(day.day, last))


def _if(applies: bool, code: str, **facts: object) -> Reason | None:  # noqa: FBT001
    return Reason(code, facts) if applies else None
