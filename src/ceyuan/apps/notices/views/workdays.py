"""The working days of a year, with the notice of the State Council that set them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.policies import VIEW
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.kernel.workdays import Calendar, Year
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb

from .board import board_crumb

_EARLIEST, _LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table: its name and weeks of (day or 0, mark), Monday first."""

    name: str
    weeks: tuple[tuple[tuple[int, str], ...], ...]
    worked: int


class CalendarView(ActorView):
    """工作日历."""

    permission = VIEW
    title = _("Working days")

    def get(self, request: HttpRequest, year: int | None = None) -> HttpResponseBase:
        number = year or timezone.localdate().year
        if not _EARLIEST <= number <= _LATEST:
            raise Http404
        days = calendar()
        known = sorted(days.years)
        try:
            found, missing = days.year(number), ""
        except Refused as problem:
            found, missing = None, reason_text(problem.reason)
        context = self.frame(
            number=number,
            found=found,
            missing=missing,
            months=_months(days, found) if found else [],
            total=days.count(number) if found else 0,
            years=[(one, reverse("notices:calendar_year", args=[one])) for one in [*known, known[-1] + 1]],
        )
        return render(request, "notices/calendar.html", context)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [board_crumb()]


def _months(days: Calendar, year: Year) -> list[Month]:
    free = {day for festival in year.festivals for day in festival.days_off()}
    worked = {day for festival in year.festivals for day in festival.work}
    return [_month(days, date(year.number, month, 1), free, worked) for month in range(1, 13)]


def _month(days: Calendar, first: date, free: set[date], worked: set[date]) -> Month:
    before, length = monthrange(first.year, first.month)
    cells = [(0, "")] * before
    count = 0
    for number in range(1, length + 1):
        day = first.replace(day=number)
        count += days.is_workday(day)
        mark = "free" if day in free else "made-up" if day in worked else "weekend" if day.weekday() > 4 else ""
        cells.append((number, mark))
    cells += [(0, "")] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return Month(date_format(first, "F"), weeks, count)
