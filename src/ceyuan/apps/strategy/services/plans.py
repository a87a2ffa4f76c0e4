"""Making plans and their versions."""

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Clause, ClauseTarget, Plan, PlanKind, PlanVersion
from ceyuan.apps.strategy.policies.plans import READ, may_plan, may_write
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.workflows import PLAN_V1
from ceyuan.core.kernel.verdict import Invalid, Refused

FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1990, 2100, 10


def make(
    *,
    actor: Actor,
    unit: str,
    kind: str,
    first_year: int,
    last_year: int | None = None,
    title_zh: str = "",
    title_en: str = "",
    parent: int | None = None,
) -> PlanVersion:
    """Open a plan of a unit with its first, empty draft. `parent` is the plan it carries out."""
    owner = unit_by_code(actor, unit, READ)
    if owner is None:
        raise Invalid({"unit": ["organisation.unknown_unit"]})
    may_plan(actor, owner.path).require()
    end = first_year if kind == PlanKind.ANNUAL else last_year or first_year
    _check_years(kind, first_year, end)
    if not (title_zh.strip() or title_en.strip()):
        raise Invalid({"title_zh": ["kit.required"]})
    above = _parent(actor, parent, owner.path, (first_year, end)) if parent else None
    with transaction.atomic():
        if Plan.objects.filter(unit=owner, kind=kind, first_year=first_year).exists():
            raise Invalid({"first_year": ["strategy.plan_exists"]})
        made = Plan.objects.create(
            group_id=owner.group_id,
            unit=owner,
            kind=kind,
            first_year=first_year,
            last_year=end,
            title_zh=title_zh.strip(),
            title_en=title_en.strip(),
            parent=above,
        )
        version = _version(made, 1)
        audit.record(
            actor=actor,
            act="strategy.plan.made",
            subject=("strategy.plan", made.pk, str(made)),
            after={"unit": owner.code, "kind": kind, "years": f"{first_year}-{end}", "parent": above and above.pk},
            unit_path=owner.path,
        )
    return version


def new_version(*, actor: Actor, plan_id: int, note: str = "", document_number: str = "") -> PlanVersion:
    """Open the next draft of a plan with the clauses and target links of the version before."""
    found = selectors.plan(actor, plan_id)
    if found is None:
        raise Refused("strategy.unknown_plan")
    may_plan(actor, found.unit.path).require()
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        waiting = selectors.on_its_way(locked.pk)
        if waiting is not None:
            raise Refused("strategy.version_waiting", number=waiting.number)
        last = PlanVersion.objects.filter(plan=locked).order_by("-number").first()
        source = selectors.in_force(locked.pk) or last
        made = _version(locked, last.number + 1 if last else 1, note=note, document_number=document_number)
        copied = _copy_clauses(source, made) if source else 0
        audit.record(
            actor=actor,
            act="strategy.plan.version_made",
            subject=("strategy.plan", locked.pk, str(locked)),
            after={"number": made.number, "from": source.number if source else None, "clauses": copied, "note": note},
            unit_path=found.unit.path,
        )
    return made


def describe(*, actor: Actor, version_id: int, document_number: str = "", note: str = "") -> PlanVersion:
    """Write the document number and the note of a draft."""
    found = selectors.version(actor, version_id)
    if found is None:
        raise Refused("strategy.unknown_plan")
    with transaction.atomic():
        locked: PlanVersion = PlanVersion.objects.select_for_update().select_related("plan__unit").get(pk=found.pk)
        may_write(actor, locked).require()
        before = {"document_number": locked.document_number, "note": locked.note}
        locked.document_number, locked.note = document_number.strip(), note.strip()
        locked.save(update_fields=["document_number", "note"])
        audit.record(
            actor=actor,
            act="strategy.plan.version_described",
            subject=("strategy.plan", locked.plan_id, str(locked.plan)),
            before=before,
            after={"document_number": locked.document_number, "note": locked.note, "number": locked.number},
            unit_path=locked.plan.unit.path,
        )
    return locked


def _check_years(kind: str, first: int, last: int) -> None:
    if not FIRST_YEAR <= first <= LAST_YEAR:
        raise Invalid({"first_year": ["strategy.plan_years"]})
    if last < first or last - first >= MOST_YEARS or (kind == PlanKind.FIVE_YEAR and last == first):
        raise Invalid({"last_year": ["strategy.plan_years"]})


def _parent(actor: Actor, key: int, unit_path: str, span: tuple[int, int]) -> Plan:
    """The plan to carry out: of the same unit or one above it, and covering the years."""
    above = selectors.plan(actor, key)
    if above is None:
        raise Invalid({"parent": ["strategy.unknown_plan"]})
    if unit_path != above.unit.path and not unit_path.startswith(f"{above.unit.path}."):
        raise Invalid({"parent": ["strategy.parent_of_another_unit"]})
    if above.first_year > span[0] or above.last_year < span[1]:
        raise Invalid({"parent": ["strategy.parent_of_other_years"]})
    return above


def _version(plan: Plan, number: int, *, note: str = "", document_number: str = "") -> PlanVersion:
    made: PlanVersion = PlanVersion.objects.create(
        plan=plan,
        number=number,
        note=note.strip(),
        document_number=document_number.strip(),
        workflow=PLAN_V1.name,
        workflow_version=PLAN_V1.version,
        state=PLAN_V1.initial,
    )
    return made


def _copy_clauses(source: PlanVersion, made: PlanVersion) -> int:
    """Copies level by level, so that each clause finds its new parent; links follow."""
    rows = list(Clause.objects.filter(version=source).order_by("depth", "position"))
    fresh: dict[int, Clause] = {}
    for depth in sorted({row.depth for row in rows}):
        level = [row for row in rows if row.depth == depth]
        copies = [_copy(row, made, fresh.get(row.parent_id) if row.parent_id else None) for row in level]
        for row, copy in zip(level, Clause.objects.bulk_create(copies), strict=True):
            fresh[row.pk] = copy
    links = ClauseTarget.objects.filter(clause__version=source).order_by("pk")
    ClauseTarget.objects.bulk_create(
        [ClauseTarget(clause=fresh[link.clause_id], target_id=link.target_id) for link in links]
    )
    return len(rows)


def _copy(row: Clause, made: PlanVersion, parent: Clause | None) -> Clause:
    return Clause(
        version=made,
        parent=parent,
        position=row.position,
        depth=row.depth,
        number=row.number,
        kind=row.kind,
        text_zh=row.text_zh,
        text_en=row.text_en,
        lead_unit_id=row.lead_unit_id,
        due_on=row.due_on,
        direction_id=row.direction_id,
    )
