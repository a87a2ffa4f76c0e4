"""The panel of experts at an acceptance: what it judges, who is kept from it, and what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ceyuan.apps.projects.models import Acceptance, Participation, PersonAllocation, Project
from ceyuan.apps.reviews.interface import CaseIn, CriterionIn, Opinion, panel_state, results
from ceyuan.core.kernel import Money

from . import standing

KIND = "projects.acceptance"
RUNNING = frozenset({"drafting", "drawn", "reviewing"})
CLOSED = frozenset({"closed", "published"})
_WHOLE = 1_000_000
_OF_INDICATORS = 800_000
_NAME = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """What a closed panel found: the mean out of 100, how often each advice was given, the opinions without names."""

    mean: Fraction | None
    advice: tuple[tuple[str, int], ...]
    opinions: tuple[Opinion, ...]


def state_of(acceptance: Acceptance | None) -> str:
    """The state of the panel of this round, "" without one."""
    return panel_state(acceptance.panel_id) if acceptance is not None and acceptance.panel_id else ""


def is_running(acceptance: Acceptance | None) -> bool:
    """Whether experts are still at work, so that nothing is concluded yet."""
    return state_of(acceptance) in RUNNING


def finding(acceptance: Acceptance | None) -> Finding | None:
    """What the experts found; None before their panel is closed."""
    if acceptance is None or acceptance.panel_id is None:
        return None
    key = (KIND, str(acceptance.pk))
    mine = next((one for one in results(acceptance.panel_id) if (one.subject_kind, one.subject_id) == key), None)
    if mine is None:
        return None
    given = [one.advice for one in mine.opinions]
    counted = tuple((advice, given.count(advice)) for advice in ("support", "conditional", "reject") if advice in given)
    return Finding(mine.raw_mean, counted, mine.opinions)


def criteria(project: Project) -> list[CriterionIn]:
    """What the experts score: every binding indicator by its weight, the others together, and the evidence as a whole.

    The indicators make up four fifths. Weights add up exactly; one that is zero counts as the least there is.
    """
    rows = standing.indicators_of(project)
    binding = [one for one in rows if one.is_binding]
    others = sum(one.weight_ppm for one in rows if not one.is_binding)
    named = [(f"i{one.pk}", _shown(one.name_zh, one), _shown(one.name_en or one.name_zh, one)) for one in binding]
    weights = [max(1, one.weight_ppm) for one in binding]
    if len(binding) < len(rows):
        named.append(("others", "其他考核指标完成情况", "The other indicators"))
        weights.append(max(1, others))
    shares = [one.minor for one in Money(_OF_INDICATORS).split(weights)] if weights else []
    made = [
        CriterionIn(code, zh[:_NAME], en[:_NAME], share) for (code, zh, en), share in zip(named, shares, strict=True)
    ]
    rest = _WHOLE - sum(shares)
    made.append(
        CriterionIn("evidence", "成果与证明材料的真实性、完整性", "Results and evidence genuine and whole", rest)
    )
    return made


def case(project: Project, acceptance: Acceptance) -> CaseIn:
    """The case with everybody in the project and all its units, so that none of them judges it."""
    people = {project.leader_id, *project.topics.values_list("leader", flat=True)}
    people |= set(PersonAllocation.objects.filter(project=project).values_list("person", flat=True))
    units = {project.lead_unit_id, *project.topics.values_list("unit", flat=True)}
    units |= set(Participation.objects.filter(project=project).values_list("unit", flat=True))
    return CaseIn(
        subject_kind=KIND,
        subject_id=str(acceptance.pk),
        title=f"{project.code} {project.title_zh or project.title_en}",
        applicant_unit_ids=sorted(one for one in units if one),
        person_ids=sorted(one for one in people if one),
        keywords=_keywords(project),
        url_name="projects:acceptance_of",
    )


def round_of(pk: int) -> Acceptance | None:
    """A round of acceptance by its id, for whoever has been given the right to read it elsewhere."""
    return Acceptance.objects.select_related("project__lead_unit", "project__leader").filter(pk=pk).first()


def papers(acceptance: Acceptance) -> list[tuple[Any, str]]:
    """The files that the experts read, each once, with the name it goes by: of the indicators, then of the file."""
    found: dict[int, tuple[Any, str]] = {}
    for item in acceptance.items.select_related("document__file").exclude(document=None).order_by("id"):
        if (paper := item.document) is not None:
            found.setdefault(paper.pk, (paper, paper.name))
    pieces = acceptance.project.file_items.select_related("document__file").exclude(document=None)
    for piece in pieces.order_by("key"):
        if (paper := piece.document) is not None:
            found.setdefault(paper.pk, (paper, f"{piece.label_zh} {paper.name}"))
    return list(found.values())


def _keywords(project: Project) -> Sequence[str]:
    words = [one.strip() for one in project.keywords.replace("；", ";").replace("，", ";").split(";")]
    return [one for one in words if one][:20] or [project.title_zh or project.title_en]


def _shown(name: str, indicator: Any) -> str:
    return f"{name} {standing.text_of(indicator)}".strip()
