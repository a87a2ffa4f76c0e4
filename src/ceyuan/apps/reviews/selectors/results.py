"""What came out of a panel: scores of the cases, how sure they are, and what the experts wrote."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import outcome
from ceyuan.apps.reviews.models import Assignment, Criterion, Mark, Outcome, Panel, PanelCase, Recusal, Sheet
from ceyuan.apps.reviews.policies.panels import RUN, SUPERVISE
from ceyuan.apps.reviews.policies.scoring import OPENED, may_read_results
from ceyuan.core.kernel import Reason
from ceyuan.core.review.sheets import HUNDRED

from .own import own
from .panels import panel_of


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one expert said about a case, without the name: number within the case, advice, words, score out of 100."""

    number: int
    advice: str
    words: str
    score: Fraction
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The result of one case. `calibrated` with its interval is None where only the raw mean stands; `reasons` say why
    the one differs from the other. `rank_probability` is that of getting one of the places, where they are limited."""

    subject_kind: str
    subject_id: str
    raw_mean: Fraction | None
    calibrated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    rank: int | None
    rank_probability: Decimal | None
    reasons: tuple[Reason, ...] = ()
    opinions: tuple[Opinion, ...] = ()


@dataclass(slots=True)
class SheetScore:
    """An opened sheet with its marks; `name` is empty for who may not know the experts."""

    assignment_id: int
    seat_id: int
    number: int
    name: str
    score: Fraction
    advice: str
    words: str
    marks: list[Mark]
    seconds: int
    outlier: dict[str, str] | None = None


@dataclass(slots=True)
class CaseRow:
    """A case with its outcome (None without a score) and its opened sheets, the best case first."""

    case: PanelCase
    outcome: outcome.CaseOutcome | None
    sheets: list[SheetScore] = field(default_factory=list)
    criteria: dict[str, Fraction] = field(default_factory=dict)
    abstained: int = 0
    recused: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """All results of a panel that this reader may see; `hidden` cases are those that the reader is kept from."""

    panel: Panel
    rows: list[CaseRow]
    criteria: list[Criterion]
    reasons: list[Reason]
    parts: int
    hidden: int
    knows_names: bool


def results_of(actor: Actor, pk: int) -> Results | None:
    """The results of a closed panel for a reader; None when there is no such panel, or nothing may be read yet."""
    panel = panel_of(actor, pk)
    if panel is None or not may_read_results(actor, panel.unit.path, panel.state):
        return None
    barred = set(Recusal.objects.filter(own(actor, "expert__"), case__panel=panel).values_list("case", flat=True))
    names = actor.may(RUN, panel.unit.path) or actor.may(SUPERVISE, panel.unit.path)
    kept = Outcome.objects.get(panel=panel)
    rows = [row for row in case_rows(panel, kept, names=names) if row.case.pk not in barred]
    said = [*outcome.reasons(kept.computed), *outcome.part_reasons(kept.computed)]
    return Results(
        panel, rows, list(panel.criteria.order_by("number")), said, len(kept.computed["parts"]), len(barred), names
    )


def case_row(actor: Actor, pk: int, case_id: int) -> tuple[Results, CaseRow] | None:
    """One case of the results, as far as the reader may see it."""
    found = results_of(actor, pk)
    row = next((one for one in found.rows if one.case.pk == case_id), None) if found else None
    return (found, row) if found and row else None


def case_rows(panel: Panel, kept: Outcome, *, names: bool) -> list[CaseRow]:
    """All cases with their sheets, in the order of the outcome."""
    by_case = {one.case_id: one for one in outcome.cases(kept.computed)}
    rows = {case.pk: CaseRow(case, by_case.get(case.pk)) for case in panel.cases.order_by("number")}
    far = outcome.outlying(kept.computed)
    for sheet in _sheets(panel):
        row = rows[sheet.assignment.case_id]
        row.sheets.append(_sheet_score(sheet, len(row.sheets) + 1, far, names=names))
    for case, state in Assignment.objects.filter(panel=panel).values_list("case", "state"):
        rows[case].abstained += state == "abstained"
        rows[case].recused += state == "recused"
    for row in rows.values():
        row.criteria = _by_criterion(row)
    order = {case: place for place, case in enumerate(by_case)}
    return sorted(rows.values(), key=lambda one: (order.get(one.case.pk, len(order)), one.case.number))


def results(panel_id: int) -> list[CaseResult]:
    """For other capabilities: the result of every case, only once the panel is closed (else empty)."""
    panel = Panel.objects.filter(pk=panel_id, state__in=OPENED).first()
    kept = Outcome.objects.filter(panel=panel_id).first()
    if panel is None or kept is None:
        return []
    return [_result(row) for row in case_rows(panel, kept, names=False)]


def _result(row: CaseRow) -> CaseResult:
    one = row.outcome
    opinions = tuple(
        Opinion(
            sheet.number,
            sheet.advice,
            sheet.words,
            sheet.score,
            tuple((mark.criterion.code, mark.comment) for mark in sheet.marks if mark.comment),
        )
        for sheet in row.sheets
    )
    kind, key = row.case.subject_kind, row.case.subject_id
    if one is None:
        return CaseResult(kind, key, None, None, None, None, None, None, (Reason("review.no_scores"),), opinions)
    return CaseResult(kind, key, one.raw, one.value, one.low, one.high, one.rank, one.share, one.reasons, opinions)


def _sheets(panel: Panel) -> list[Sheet]:
    found = Sheet.objects.filter(
        assignment__panel=panel, state=Sheet.State.SUBMITTED, assignment__state="done", unsealed_at__isnull=False
    )
    related = found.select_related("assignment__seat__expert").prefetch_related("marks__criterion")
    return list(related.order_by("assignment__case", "assignment__seat"))


def _sheet_score(sheet: Sheet, number: int, far: dict[tuple[int, int], dict[str, str]], *, names: bool) -> SheetScore:
    marks = sorted(sheet.marks.all(), key=lambda one: one.criterion.number)
    whole = sum(one.criterion.weight_ppm for one in marks) or 1
    total = sum((share_of(one, whole) for one in marks), Fraction(0))
    place = sheet.assignment
    return SheetScore(
        assignment_id=place.pk,
        seat_id=place.seat_id,
        number=number,
        name=str(place.seat.expert) if names else "",
        score=total,
        advice=sheet.recommendation,
        words=sheet.comment,
        marks=marks,
        seconds=sheet.seconds,
        outlier=far.get((place.seat_id, place.case_id)),
    )


def share_of(mark: Mark, whole: int) -> Fraction:
    """What a mark brings to the score out of 100."""
    return Fraction(mark.criterion.weight_ppm, whole) * Fraction(mark.points) / mark.criterion.points * HUNDRED


def _by_criterion(row: CaseRow) -> dict[str, Fraction]:
    """The mean points of each criterion, in hundredths of the most."""
    given: dict[str, list[Fraction]] = {}
    for sheet in row.sheets:
        for mark in sheet.marks:
            given.setdefault(mark.criterion.code, []).append(Fraction(mark.points) / mark.criterion.points * HUNDRED)
    return {code: sum(found, Fraction(0)) / len(found) for code, found in given.items()}
