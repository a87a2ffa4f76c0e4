"""Acceptance as records tell it: its rounds, the file, results counted, and the facts the project's steps ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ceyuan.apps.projects.models import (
    Acceptance,
    AcceptanceItem,
    ArchiveCheck,
    FileItem,
    Indicator,
    Project,
    ResultUse,
    TopicEvaluation,
)
from ceyuan.core.kernel import Reason
from ceyuan.core.taskbook import CaseFacts, IndicatorResult, Judgement, verdict

from . import diligence, standing


def current(project: Project) -> Acceptance | None:
    """The latest round, None before acceptance was applied for."""
    found: Acceptance | None = project.acceptances.order_by("-round").first()
    return found


def rounds(project: Project) -> Sequence[Acceptance]:
    """All rounds, the latest first."""
    return list(project.acceptances.select_related("concluded_by", "money_by", "applied_by").order_by("-round"))


def file_items(project: Project) -> Sequence[FileItem]:
    """What the file of the project must hold, in the order of the list."""
    return list(project.file_items.select_related("document__file").order_by("key"))


def missing(items: Sequence[FileItem]) -> list[str]:
    """The keys of what is required and neither attached nor said to stand on a shelf."""
    return [one.key for one in items if one.is_required and one.document_id is None and not one.place]


def archive_check(project: Project) -> ArchiveCheck | None:
    """What the archive said last."""
    found: ArchiveCheck | None = project.archive_checks.select_related("checked_by").order_by("-number").first()
    return found


def archive_complete(project: Project) -> bool:
    """Whether the archive has confirmed the file, and nothing was taken out of it since."""
    last = archive_check(project)
    return last is not None and last.outcome == "complete" and not missing(file_items(project))


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An indicator beside what was achieved of it."""

    indicator: Indicator
    item: AcceptanceItem | None

    @property
    def completion(self) -> Fraction | None:
        """How far it is reached, None while nobody has said."""
        one = self.item
        if one is None or one.completion_n is None or one.completion_d is None:
            return None
        return Fraction(one.completion_n, one.completion_d)

    @property
    def is_missed(self) -> bool:
        """Whether it is binding and not shown to be reached."""
        return self.indicator.is_binding and (self.completion is None or self.completion < 1)


def item_rows(project: Project, acceptance: Acceptance | None) -> list[ItemRow]:
    """Every indicator in force with its item of this round."""
    known = {}
    if acceptance is not None:
        known = {one.indicator_id: one for one in acceptance.items.select_related("document__file")}
    return [ItemRow(one, known.get(one.pk)) for one in standing.indicators_of(project)]


def topic_evaluations(acceptance: Acceptance) -> Mapping[int, TopicEvaluation]:
    """Step one, by topic."""
    return {one.topic_id: one for one in acceptance.topic_evaluations.select_related("evaluated_by")}


def results_used(acceptance: Acceptance) -> Sequence[ResultUse]:
    """The results counted in this round."""
    return list(acceptance.results_used.select_related("result", "used_by").order_by("id"))


def other_uses(project: Project, identifier: str) -> Sequence[ResultUse]:
    """Where the acceptance of another project counts the same result, failed ones left out."""
    found = ResultUse.objects.filter(group=project.group_id, identifier=identifier)
    found = found.exclude(acceptance__project=project).exclude(acceptance__conclusion="not_passed")
    return list(found.select_related("acceptance__project").order_by("id"))


def rectifications(project: Project) -> int:
    """How often a rectification was ordered."""
    return int(project.acceptances.filter(conclusion="rectify").count())


def judgement(project: Project, acceptance: Acceptance, vetoes: Sequence[Reason] = ()) -> Judgement | None:
    """What the facts propose, explained; None without indicators."""
    rows = item_rows(project, acceptance)
    if not rows:
        return None
    results = [
        IndicatorResult(
            str(row.indicator.pk),
            row.indicator.name_zh,
            row.completion,
            row.indicator.weight_ppm,
            row.indicator.is_binding,
        )
        for row in rows
    ]
    case = CaseFacts(
        finance_accepted={"accepted": True, "refused": False}.get(acceptance.money),
        diligence_proven=diligence.is_proven(project),
        rectifications=rectifications(project),
        vetoes=tuple(vetoes),
    )
    return verdict(results, case)


def facts(project: Project) -> dict[str, Any]:
    """What the steps of the project ask of these records; what no record tells stays unknown."""
    acceptance = current(project)
    known: dict[str, Any] = {
        "archive_complete": archive_complete(project),
        "diligence_proven": diligence.is_proven(project),
        "rectifications": rectifications(project),
    }
    if acceptance is not None:
        rows = item_rows(project, acceptance)
        known["binding_missed"] = sum(row.is_missed for row in rows) if rows else None
        known["finance_accepted"] = acceptance.money == "accepted"
    return known
