"""How a project stands today by its records: what decisions are frozen with, what steps and payments ask for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from ceyuan.apps.projects.deadlines import acceptance_due, months_due
from ceyuan.apps.projects.models import Indicator, ProgressEntry, ProgressValue, Project, TaskBookVersion
from ceyuan.apps.projects.workflows.payments import RELEASED

from . import readiness

# States in which a project is contracted and not stopped: decisions at milestones may be taken.
LIVE = (
    "taskbook_signed",
    "in_progress",
    "midterm",
    "change_pending",
    "completion_due",
    "acceptance_applied",
    "acceptance_review",
    "rectifying",
    "passed",
    "concluded",
    "archived",
)
# States in which a monthly entry is owed.
REPORTING = ("in_progress", "midterm", "change_pending", "completion_due")


def version_in_force(project: Project) -> TaskBookVersion | None:
    """The version of the task book that binds now."""
    found: TaskBookVersion | None = (
        TaskBookVersion.objects.filter(task_book__project=project, is_in_force=True).defer("data").first()
    )
    return found


def signed_on(project: Project) -> date | None:
    """The day since which a signed task book is in force; None without one."""
    version = version_in_force(project)
    if version is None:
        return None
    first = TaskBookVersion.objects.filter(task_book__project=project, in_force_on__isnull=False)
    day: date | None = first.order_by("in_force_on").values_list("in_force_on", flat=True).first()
    return day or project.signed_on or timezone.localtime(version.made_at).date()


def has_funding(project: Project) -> bool:
    """Whether there is money that milestones release."""
    return bool(project.funding_minor if project.funding_minor is not None else project.total_minor)


def reports_overdue(project: Project, today: date | None = None) -> Sequence[date]:
    """The months without any entry although one was due; owed from the month the task book came into force."""
    now = today or timezone.localdate()
    since = signed_on(project)
    if since is None or project.state not in REPORTING:
        return []
    begin = max(since, project.starts_on or since)
    end = project.ends_on or now
    told = set(ProgressEntry.objects.filter(project=project).values_list("month", flat=True))
    return [month for month in months_due(begin, end, now) if month not in told]


def acceptance_is_overdue(project: Project, today: date | None = None) -> bool:
    """Whether the project has ended and nobody applied for acceptance within the time given."""
    waiting = project.state in ("in_progress", "midterm", "completion_due", "change_pending", "suspended")
    now = today or timezone.localdate()
    return bool(waiting and project.ends_on and acceptance_due(project.ends_on) < now)


def money_to_date(project: Project) -> Mapping[str, int]:
    """Sums of the payments in minor units: released, paid, spent."""
    rows = (
        project.payments.exclude(state="cancelled")
        .values("state")
        .annotate(amount=Sum("amount_minor"), spent=Sum("spent_minor"), back=Sum("returned_minor"))
    )
    sums = {"released": 0, "paid": 0, "spent": 0, "returned": 0}
    for row in rows:
        sums["released"] += row["amount"] if row["state"] != "planned" else 0
        sums["paid"] += row["amount"] if row["state"] in RELEASED else 0
        sums["spent"] += row["spent"]
        sums["returned"] += row["back"]
    return sums


def latest_values(project: Project, until: date | None = None) -> dict[int, ProgressValue]:
    """The last value told of each indicator, by the indicator's id."""
    found = ProgressValue.objects.filter(entry__project=project).select_related("entry")
    if until is not None:
        found = found.filter(entry__month__lte=until)
    return {one.indicator_id: one for one in found.order_by("entry__month", "id")}


def indicators_of(project: Project) -> list[Indicator]:
    """The indicators in force, those of the project first."""
    found = project.indicators.filter(is_dropped=False).select_related("topic")
    return list(found.order_by("topic__code", "position", "id"))


def snapshot(project: Project) -> dict[str, Any]:
    """What a decision is frozen with: money, readiness, indicators, milestones and open risks of this day."""
    values = latest_values(project)
    level = readiness.project_level(project)
    return {
        "as_of": timezone.localdate().isoformat(),
        "state": project.state,
        "currency": project.currency,
        "money": dict(money_to_date(project)),
        "trl": level.value if level else None,
        "indicators": [
            {
                "id": one.pk,
                "name_zh": one.name_zh,
                "name_en": one.name_en,
                "final": text_of(one),
                "value": f"{values[one.pk].value.normalize():f}" if one.pk in values else None,
                "unit": one.unit_of_measure,
            }
            for one in indicators_of(project)
        ],
        "milestones": [
            {"name": one.name, "due_on": one.due_on.isoformat() if one.due_on else None, "state": one.state}
            for one in project.milestones.filter(is_dropped=False).order_by("position", "id")
        ],
        "reports_overdue": len(reports_overdue(project)),
        "risks_open": project.risks.filter(state="open").count(),
    }


def text_of(one: Indicator) -> str:
    """What an indicator promises, in one line: sign, value, unit."""
    sign = {"at_least": "≥", "at_most": "≤", "equal": "=", "range": ""}.get(one.direction, "")
    if one.kind == "milestone" and one.due_on:
        return one.due_on.isoformat()
    if one.final is None:
        return one.final_text
    upper = f"–{one.final_to.normalize():f}" if one.direction == "range" and one.final_to is not None else ""
    return f"{sign} {one.final.normalize():f}{upper} {one.unit_of_measure}".strip()


def soon(day: date | None, days: int) -> bool:
    """Whether a day lies within the next days, or has passed."""
    return day is not None and day <= timezone.localdate() + timedelta(days=days)
