"""Execution and acceptance of projects for programs: reading, and telling a month."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.selectors import acceptance, execution, money, overdue, payments, readiness
from ceyuan.apps.projects.services import progress

router = Router(tags=["projects"])


class MilestoneOut(Schema):
    """A milestone with what it releases, in minor units; null where no amount follows from the task book."""

    key: str
    name: str
    due_on: date | None
    state: str
    reached_on: date | None
    payment_share_ppm: int
    releases_minor: int | None


class PaymentOut(Schema):
    """A payment in minor units of the project's currency."""

    id: int
    project: str
    number: int
    unit: str
    milestone: str
    amount_minor: int
    currency: str
    state: str
    due_on: date | None
    paid_on: date | None
    voucher: str


class ExecutionOut(Schema):
    """Milestones and payments of a project, and the level of its technology."""

    code: str
    state: str
    level: int | None
    milestones: list[MilestoneOut]
    payments: list[PaymentOut]


class ProjectIndicatorOut(Schema):
    """An indicator at acceptance; the completion as an exact fraction, null while nothing is entered."""

    id: int
    name_zh: str
    binding: bool
    original: str
    current: str
    achieved: Decimal | None
    completion: tuple[int, int] | None


class AcceptanceOut(Schema):
    """The latest round of acceptance."""

    code: str
    round: int
    applied_on: date
    archive_complete: bool
    money: str
    conclusion: str
    concluded_on: date | None
    indicators: list[ProjectIndicatorOut]


class EntryIn(Schema):
    """A month: `values` by the id of the indicator."""

    month: date
    text: str = Field(max_length=20_000)
    topic: str = ""
    values: dict[int, Decimal] = {}
    risk: str = Field("", max_length=300)
    hours: int | None = None


class EntryOut(Schema):
    """An entry that was made."""

    month: date
    text: str
    at_risk: bool


class OverdueOut(Schema):
    """Something that should have been done by a day."""

    kind: str
    project: str
    subject: str
    due_on: date
    days: int


class PaymentPage(Schema):
    """One page of payments and how many there are."""

    total: int
    items: list[PaymentOut]


class PaymentQuery(Schema):
    """Filters as on the page."""

    q: str = ""
    state: str = ""
    unit: str = ""
    only: str = ""
    offset: int = Query(0, ge=0, le=10_000_000)
    limit: int = Query(50, ge=1, le=500)


@router.get("/payments", response=PaymentPage, summary="Payments within reach")
def payment_list(request: HttpRequest, query: Query[PaymentQuery]) -> dict[str, Any]:
    """Filtered and paged like the page."""
    filters = {name: getattr(query, name) for name in ("q", "state", "unit", "only")}
    found = payments.listing(request.actor, filters)  # type: ignore[attr-defined]
    return {"total": found.count(), "items": [_payment(one) for one in found.slice(query.offset, query.limit)]}


@router.get("/project-overdue", response=list[OverdueOut], summary="What is overdue in projects")
def overdue_list(request: HttpRequest, kind: str = "", unit: str = "") -> list[dict[str, Any]]:
    """Milestones, monthly entries, payments and acceptances past their day."""
    rows = overdue.rows(request.actor, kind=kind, unit=unit)  # type: ignore[attr-defined]
    return [
        {
            "kind": row.kind,
            "project": row.project.code,
            "subject": row.subject,
            "due_on": row.due_on,
            "days": row.days,
        }
        for row in rows
    ]


@router.get("/projects/{code}/execution", response=ExecutionOut, summary="Milestones and payments of a project")
def execution_of(request: HttpRequest, code: str) -> dict[str, Any]:
    """404 outside the reach."""
    project = _project(request, code)
    amounts = money.amounts(project)
    level = readiness.project_level(project)
    return {
        "code": project.code,
        "state": project.state,
        "level": level.value if level else None,
        "milestones": [
            {
                **{name: getattr(one, name) for name in ("key", "name", "due_on", "state", "reached_on")},
                "payment_share_ppm": one.payment_share_ppm,
                "releases_minor": amounts[one.key].minor if one.key in amounts else None,
            }
            for one in execution.milestones(project)
        ],
        "payments": [_payment(one) for one in execution.payments(project)],
    }


@router.get("/projects/{code}/acceptance", response=AcceptanceOut, summary="The acceptance of a project")
def acceptance_of(request: HttpRequest, code: str) -> dict[str, Any]:
    """404 outside the reach, and before acceptance was applied for."""
    project = _project(request, code)
    found = acceptance.current(project)
    if found is None:
        raise Http404
    return {
        "code": project.code,
        **{name: getattr(found, name) for name in ("round", "applied_on", "money", "conclusion", "concluded_on")},
        "archive_complete": acceptance.archive_complete(project),
        "indicators": [
            {
                "id": row.indicator.pk,
                "name_zh": row.indicator.name_zh,
                "binding": row.indicator.is_binding,
                "original": row.item.original if row.item else "",
                "current": row.item.current if row.item else "",
                "achieved": row.item.achieved if row.item else None,
                "completion": (row.completion.numerator, row.completion.denominator)
                if row.completion is not None
                else None,
            }
            for row in acceptance.item_rows(project, found)
        ],
    }


@router.post("/projects/{code}/progress", response=EntryOut, summary="Tell a month")
def tell(request: HttpRequest, code: str, entry: EntryIn) -> dict[str, Any]:
    """As the form does: again for the same month it replaces what was told."""
    project = _project(request, code)
    topic = next((one for one in selectors.topics(project) if one.code == entry.topic), None)
    if entry.topic and topic is None:
        raise Http404
    made = progress.enter(
        actor=request.actor,  # type: ignore[attr-defined]
        code=code,
        month=entry.month,
        text=entry.text,
        topic_id=topic.pk if topic else None,
        values=entry.values,
        risk=entry.risk,
        hours=entry.hours,
    )
    return {"month": made.month, "text": made.text, "at_risk": made.at_risk}


def _project(request: HttpRequest, code: str) -> Project:
    found = selectors.detail(request.actor, code)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _payment(one: Any) -> dict[str, Any]:
    own = ("number", "amount_minor", "state", "due_on", "paid_on", "voucher")
    return {
        "id": one.pk,
        "project": one.project.code,
        "unit": one.unit.code,
        "milestone": one.milestone.name,
        "currency": one.project.currency,
        **{name: getattr(one, name) for name in own},
    }
