"""Writing the clauses of a draft. Numbers are the writer's: they stand as in the document and never change here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.clause_order import Place, Way, branch, inserted, moved
from ceyuan.apps.strategy.models import Clause, PlanVersion
from ceyuan.apps.strategy.policies.plans import may_write
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.core.kernel.verdict import Invalid, Refused

FIELDS = ("number", "kind", "text_zh", "text_en", "lead_unit_id", "due_on", "direction_id")


def add(
    *,
    actor: Actor,
    version_id: int,
    after: int | None = None,
    inside: bool = False,
    **said: Any,
) -> Clause:
    """Write a new clause behind `after` (or, with `inside`, as the last one below it; at the end without `after`).

    `said` are the fields of FIELDS.
    """
    values = _said(**said)
    with transaction.atomic():
        version = writable(actor, version_id)
        places = selectors.places(version.pk)
        if after is not None and all(place.key != after for place in places):
            raise Refused("strategy.unknown_clause")
        last = Clause.objects.filter(version=version).order_by("-position").values_list("position", flat=True).first()
        made = Clause.objects.create(version=version, position=(last or 0) + 1, **values)
        laid = inserted(places, made.pk, after=after, inside=inside)
        if laid is None:
            raise Refused("strategy.clause_too_deep")
        lay_out(version, laid)
        _record(actor, version, made, "strategy.clause.added", after=_told(made))
    made.refresh_from_db()
    return made


def edit(*, actor: Actor, clause_id: int, seen: str, **said: Any) -> Clause:
    """Write a clause anew; `seen` is the digest of the one the writer started from."""
    values = _said(**said)
    with transaction.atomic():
        found, version = _found(actor, clause_id)
        _refuse_stale(actor, found, seen)
        before = _told(found)
        for name, value in values.items():
            setattr(found, name, value)
        found.save(update_fields=list(values))
        _record(actor, version, found, "strategy.clause.edited", before=before, after=_told(found))
    return found


def move(*, actor: Actor, clause_id: int, way: Way) -> Clause:
    """Move a clause with all below it one step up, down, in or out."""
    with transaction.atomic():
        found, version = _found(actor, clause_id)
        places = selectors.places(version.pk)
        laid = moved(places, found.pk, way)
        if laid is None:
            raise Refused("strategy.clause_cannot_move")
        lay_out(version, laid)
        before, found = {"position": found.position, "depth": found.depth}, Clause.objects.get(pk=found.pk)
        after = {"position": found.position, "depth": found.depth, "way": way}
        _record(actor, version, found, "strategy.clause.moved", before=before, after=after)
    return found


def remove(*, actor: Actor, clause_id: int, seen: str = "") -> PlanVersion:
    """Take a clause and all below it out of a draft."""
    with transaction.atomic():
        found, version = _found(actor, clause_id)
        if seen:
            _refuse_stale(actor, found, seen)
        keys = branch(selectors.places(version.pk), found.pk)
        before = {**_told(found), "below": len(keys) - 1}
        _record(actor, version, found, "strategy.clause.removed", before=before)
        Clause.objects.filter(pk__in=keys).delete()
    return version


def writable(actor: Actor, version_id: int) -> PlanVersion:
    """The draft, locked for this transaction; whoever else writes it waits. Refused when it may not be written."""
    found = selectors.version(actor, version_id)
    if found is None:
        raise Refused("strategy.unknown_plan")
    locked: PlanVersion = (
        PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=found.pk)
    )
    may_write(actor, locked).require()
    return locked


def lay_out(version: PlanVersion, places: Sequence[Place]) -> None:
    """Writes order, depth and parents; the order is checked at the end of the transaction."""
    rows = {row.pk: row for row in Clause.objects.filter(version=version)}
    changed = []
    for position, place in enumerate(places, start=1):
        row = rows[place.key]
        if (row.position, row.depth, row.parent_id) != (position, place.depth, place.parent):
            row.position, row.depth, row.parent_id = position, place.depth, place.parent
            changed.append(row)
    Clause.objects.bulk_update(changed, ["position", "depth", "parent"], batch_size=500)


def _found(actor: Actor, clause_id: int) -> tuple[Clause, PlanVersion]:
    found = selectors.clause(actor, clause_id)
    if found is None:
        raise Refused("strategy.unknown_clause")
    version = writable(actor, found.version_id)
    fresh = Clause.objects.filter(pk=clause_id).first()
    if fresh is None:
        raise Refused("strategy.unknown_clause")
    return fresh, version


def _said(
    *,
    number: str = "",
    kind: str = "statement",
    text_zh: str = "",
    text_en: str = "",
    lead_unit: int | None = None,
    due_on: date | None = None,
    direction: int | None = None,
) -> dict[str, Any]:
    if not (text_zh.strip() or text_en.strip()):
        raise Invalid({"text_zh": ["kit.required"]})
    return {
        "number": number.strip(),
        "kind": kind,
        "text_zh": text_zh.strip(),
        "text_en": text_en.strip(),
        "lead_unit_id": lead_unit,
        "due_on": due_on,
        "direction_id": direction,
    }


def _told(clause: Clause) -> dict[str, Any]:
    return {name: value if (value := getattr(clause, name)) is None else str(value) for name in FIELDS}


def _refuse_stale(actor: Actor, clause: Clause, seen: str) -> None:
    """Says who changed what since the writer opened the clause; nothing is saved."""
    if selectors.digest(clause) == seen:
        return
    last = audit.of_subject(actor, "strategy.clause", clause.pk).filter(act="strategy.clause.edited").first()
    if last is None:
        raise Refused("strategy.clause_changed_somehow")
    pairs = [(last.before.get(name), last.after.get(name)) for name in FIELDS]
    differing = [f"{old or '–'} → {new or '–'}" for old, new in pairs if old != new]
    raise Refused(
        "strategy.clause_changed",
        who=last.actor_name,
        at=timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M"),
        changes="; ".join(differing),
    )


def _record(
    actor: Actor,
    version: PlanVersion,
    clause: Clause,
    act: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=("strategy.clause", clause.pk, str(clause)),
        before=before or {},
        after={**(after or {}), "version": version.pk},
        unit_path=version.plan.unit.path,
    )
