"""A panel from its opening to the first review: what is judged, by which criteria, on which conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, units_of
from ceyuan.apps.reviews.models import Criterion, Panel, PanelCase
from ceyuan.apps.reviews.policies.panels import may_run
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.settings import PanelSettings
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review.conflicts import MOST_UNSUITABLE

SUBJECT = "reviews.panel"
WHOLE = 1_000_000
_TITLE, _CASE_TITLE, _NAME = 200, 300, 120


@dataclass(frozen=True, slots=True)
class CaseIn:
    """Something to judge: its record, the applicants and people in it, and whom they name unsuitable (people's ids).

    `url_name` is the address of its page, reversed with the subject id."""

    subject_kind: str
    subject_id: str
    title: str
    applicant_unit_ids: Sequence[int] = ()
    person_ids: Sequence[int] = ()
    unsuitable_person_ids: Sequence[int] = ()
    keywords: Sequence[str] = ()
    url_name: str = ""

    def facts(self) -> dict[str, Any]:
        """What conflicts, affinities and links follow from."""
        return {
            "unit_ids": sorted(set(self.applicant_unit_ids)),
            "person_ids": sorted(set(self.person_ids)),
            "unsuitable_person_ids": sorted(set(self.unsuitable_person_ids)),
            "keywords": list(dict.fromkeys(self.keywords)),
            "url_name": self.url_name,
        }


@dataclass(frozen=True, slots=True)
class CriterionIn:
    """What is scored from 0 to `points`, with its weight in millionths."""

    code: str
    name_zh: str
    name_en: str
    weight_ppm: int
    points: int = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a panel is opened with, but its cases and criteria."""

    kind: str
    subject: tuple[str, str]
    title: str
    mode: str
    reviewers_per_case: int
    due_at: datetime
    settings: Mapping[str, Any] = field(default_factory=dict)


def open_panel(  # noqa: PLR0913 - the opening of a review has as many sides, and all are named
    *,
    actor: Actor,
    unit: Any,
    kind: str,
    subject: tuple[str, int | str] | tuple[str, int | str, str],
    title: str,
    mode: str,
    cases: Sequence[CaseIn],
    criteria: Sequence[CriterionIn],
    reviewers_per_case: int,
    due_at: datetime,
    settings: Mapping[str, Any] | None = None,
) -> Panel:
    """Open a review of these cases by these criteria. `unit` is a Unit or its id, `subject` the record it belongs to.

    Refused: `reviews.run_not_permitted`. Invalid, by field: `reviews.no_cases`, `reviews.case_twice`,
    `reviews.no_criteria`, `reviews.criterion_twice`, `reviews.weights_sum`, `reviews.letter_least`,
    `reviews.due_in_the_past`, `review.too_many_unsuitable`, and those of `PanelSettings.faults`.
    """
    place = _unit(actor, unit)
    may_run(actor, place.path).require()
    plan = Plan(kind, (subject[0], str(subject[1])), title, mode, reviewers_per_case, due_at, settings or {})
    if faults := {name: list(found) for name, found in _faults(plan, cases, criteria).items() if found}:
        raise Invalid(faults)
    kept = _settings(plan, len(cases))
    with transaction.atomic():
        panel: Panel = Panel.objects.create(
            group_id=place.group_id,
            unit=place,
            kind=kind[:60],
            subject_kind=plan.subject[0][:60],
            subject_id=plan.subject[1][:60],
            title=title.strip()[:_TITLE],
            mode=mode,
            reviewers_per_case=reviewers_per_case,
            due_at=due_at,
            # What others keep with a panel stays beside what is known here.
            settings={**plan.settings, **kept.told()},
            made_by_id=actor.account_id,
            workflow="panel",
            workflow_version=1,
            state="drafting",
        )
        _fill(panel, cases, criteria)
        after = {"cases": len(cases), "mode": mode, "due_at": due_at.isoformat(), "kind": kind}
        _record(actor, panel, "reviews.panel.opened", place.path, after)
    return panel


def change_settings(*, actor: Actor, panel_id: int, due_at: datetime, given: Mapping[str, Any]) -> Panel:
    """Other conditions of the draw, or another deadline, while nobody has been drawn. Invalid as `open_panel`."""
    with transaction.atomic():
        panel = held(actor, panel_id)
        may_run(actor, panel.unit.path).require()
        if panel.state != "drafting":
            raise Refused("reviews.drawn_already")
        before = dict(panel.settings)
        plan = Plan(
            panel.kind,
            (panel.subject_kind, panel.subject_id),
            panel.title,
            panel.mode,
            int(given.get("reviewers_per_case") or panel.reviewers_per_case),
            due_at,
            {**before, **given},
        )
        kept = _settings(plan, panel.cases.count())
        faults = kept.faults(mode=panel.mode, reviewers_per_case=plan.reviewers_per_case)
        if due_at <= timezone.now():
            faults["due_at"] = [Reason("reviews.due_in_the_past")]
        if faults:
            raise Invalid({name: list(found) for name, found in faults.items()})
        panel.settings, panel.due_at = {**before, **kept.told()}, due_at
        panel.reviewers_per_case = plan.reviewers_per_case
        panel.save(update_fields=["settings", "due_at", "reviewers_per_case"])
        _record(actor, panel, "reviews.panel.changed", panel.unit.path, kept.told(), before)
    return panel


def advance(*, actor: Actor, panel_id: int, action: str, revision: int, reason: str = "") -> Panel:
    """Take a step: `start` the reviews, `cancel`. Drawing, closing and publishing are acts of their own."""
    if action not in {"start", "cancel"}:
        raise Refused("workflow.unknown_action", action=action)
    with transaction.atomic():
        panel = held(actor, panel_id)
        return step(actor=actor, panel=panel, action=action, revision=revision, reason=reason)


def step(*, actor: Actor, panel: Panel, action: str, revision: int, reason: str = "") -> Panel:
    """Take a step of the workflow with a panel that is held; the facts of its guards are gathered here."""
    return workflow.advance(
        actor=actor,
        case=panel,
        action=action,
        revision=revision,
        unit_path=panel.unit.path,
        act="reviews.panel.advanced",
        subject=(SUBJECT, panel.pk, panel.title),
        facts=selectors.step_facts(panel),
        reason=reason,
    )


def held(actor: Actor, panel_id: int) -> Panel:
    """The panel, locked, as far as the actor knows of it. Refused: `reviews.unknown_panel`."""
    found: Panel | None = (
        selectors.panels(actor).select_for_update(of=("self",)).select_related("unit").filter(pk=panel_id).first()
    )
    if found is None:
        raise Refused("reviews.unknown_panel")
    return found


def _settings(plan: Plan, cases: int) -> PanelSettings:
    return PanelSettings.read(
        plan.settings, mode=plan.mode, reviewers_per_case=max(1, plan.reviewers_per_case), cases=cases
    )


def _unit(actor: Actor, unit: Any) -> Any:
    found = units_of(actor, [unit]).get(unit) if isinstance(unit, int) else unit
    if found is None:
        raise Refused("reviews.run_not_permitted")
    return found


def _faults(plan: Plan, cases: Sequence[CaseIn], criteria: Sequence[CriterionIn]) -> dict[str, list[str | Reason]]:
    modes = {mode.value for mode in Panel.Mode}
    found: dict[str, list[str | Reason]] = {
        "title": [] if plan.title.strip() else ["kit.required"],
        "mode": [] if plan.mode in modes else ["kit.not_a_choice"],
        "due_at": [] if plan.due_at > timezone.now() else ["reviews.due_in_the_past"],
        "cases": list(_case_faults(cases)),
        "criteria": list(_criterion_faults(criteria)),
    }
    if plan.reviewers_per_case < 1:
        return {**found, "reviewers_per_case": [Reason("review.panel_empty", {"size": plan.reviewers_per_case})]}
    settings = _settings(plan, len(cases))
    for name, reasons in settings.faults(mode=plan.mode, reviewers_per_case=plan.reviewers_per_case).items():
        found.setdefault(name, []).extend(reasons)
    return found


def _case_faults(cases: Sequence[CaseIn]) -> list[Reason]:
    if not cases:
        return [Reason("reviews.no_cases")]
    found = []
    if len({(one.subject_kind, one.subject_id) for one in cases}) < len(cases):
        found.append(Reason("reviews.case_twice"))
    for one in cases:
        if (named := len(set(one.unsuitable_person_ids))) > MOST_UNSUITABLE:
            facts = {"case": one.title, "named": named, "most": MOST_UNSUITABLE}
            found.append(Reason("review.too_many_unsuitable", facts))
    return found


def _criterion_faults(criteria: Sequence[CriterionIn]) -> list[Reason]:
    if not criteria:
        return [Reason("reviews.no_criteria")]
    found = []
    if len({one.code for one in criteria}) < len(criteria):
        found.append(Reason("reviews.criterion_twice"))
    if any(one.weight_ppm < 1 or one.points < 1 for one in criteria):
        found.append(Reason("reviews.criterion_empty"))
    elif (total := sum(one.weight_ppm for one in criteria)) != WHOLE:
        found.append(Reason("reviews.weights_sum", {"total": f"{total / 10_000:g}"}))
    return found


def _fill(panel: Panel, cases: Sequence[CaseIn], criteria: Sequence[CriterionIn]) -> None:
    PanelCase.objects.bulk_create(
        PanelCase(
            panel=panel,
            number=number,
            subject_kind=one.subject_kind,
            subject_id=str(one.subject_id),
            title=one.title[:_CASE_TITLE],
            facts=one.facts(),
        )
        for number, one in enumerate(cases, start=1)
    )
    Criterion.objects.bulk_create(
        Criterion(
            panel=panel,
            number=number,
            code=one.code,
            name_zh=one.name_zh[:_NAME],
            name_en=one.name_en[:_NAME],
            weight_ppm=one.weight_ppm,
            points=one.points,
        )
        for number, one in enumerate(criteria, start=1)
    )


def _record(
    actor: Actor, panel: Panel, act: str, path: str, after: Mapping[str, Any], before: Mapping[str, Any] | None = None
) -> None:
    subject = (SUBJECT, panel.pk, panel.title)
    audit.record(actor=actor, act=act, subject=subject, before=before or {}, after=after, unit_path=path)
