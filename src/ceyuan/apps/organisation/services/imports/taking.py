"""From files to the loaded organisation: what they are, which group they belong to, one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.models import Group, Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import service_actor
from ceyuan.apps.organisation.services import bulk, groups
from ceyuan.apps.organisation.services.imports import equity, flat, ror
from ceyuan.apps.organisation.services.imports.accounts import Book, Taken
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import DEFAULT
from ceyuan.core.intake.record_sources import open_table
from ceyuan.core.intake.records import ColumnSpec
from ceyuan.core.kernel import Refused

FORMATS = ("equity", "ror", "flat")
_TABLES = {
    "edges": equity.EDGES,
    "nodes": equity.NODES,
    "relations": ror.RELATIONS,
    "names": ror.NAMES,
    "organisations": ror.ORGANISATIONS,
}


def take(
    *,
    actor: Actor,
    paths: Sequence[Path],
    group_code: str | None = None,
    on: date | None = None,
    delivery_id: int | None = None,
) -> Taken:
    """Bring a group to what the files say: all of it or nothing. A second run with the same files changes nothing.

    `actor` without a group is whoever runs the machine: the group `group_code` is founded when there is none yet, with
    the unit at the top of the delivery as its head. An account's group must exist and gets the units below its head.
    """
    day = on or timezone.localdate()
    content, books = read(paths, day)
    files = [book.close() for book in books]
    with transaction.atomic():
        acting, head = _in_group(actor, content.units, group_code)
        changed = bulk.load(
            actor=acting,
            content=replace(content, units=below(content.units, head)),
            on=day,
            delivery_id=delivery_id,
        )
    return Taken(files, [refused for book in books for refused in book.rejections], changed)


def read(paths: Sequence[Path], on: date) -> tuple[bulk.Load, list[Book]]:
    """The content of the files and their books, without touching the database."""
    found = recognise(paths)
    if found.keys() == {"nodes", "edges"}:
        return equity.read(found["nodes"], found["edges"])
    if {"organisations", "relations"} <= found.keys() <= {"organisations", "relations", "names"}:
        return ror.read(found["organisations"], found["relations"], found.get("names"), on)
    if found.keys() == {"flat"}:
        return flat.read(found["flat"])
    raise Refused("organisation.import_unknown_files", files=", ".join(path.name for path in paths))


def recognise(paths: Sequence[Path]) -> dict[str, Path]:
    """What each file is: nodes, edges, organisations, relations, names; a single other table is a flat register."""
    found: dict[str, Path] = {}
    for path in paths:
        what = next((name for name, columns in _TABLES.items() if _holds(path, columns)), "flat")
        if what in found:
            raise Refused("organisation.import_unknown_files", files=f"{found[what].name}, {path.name}")
        found[what] = path
    return found


def below(units: Sequence[bulk.UnitRow], head: Unit) -> list[bulk.UnitRow]:
    """The units with their tops standing below the group's head, unless a top is that head itself."""
    placed = []
    for row in units:
        if row.parent_code is None and row.code != head.code:
            kind = "enterprise" if row.kind == "group" else row.kind
            placed.append(replace(row, parent_code=head.code, kind=kind))
        elif row.code == head.code:
            placed.append(replace(row, kind="group", opened=head.opened_on if row.opened is None else row.opened))
        else:
            placed.append(row)
    return placed


def _holds(path: Path, columns: Sequence[ColumnSpec]) -> bool:
    if path.suffix.lower() not in {".csv", ".txt", ".tsv", ".gz", ".parquet"}:
        return False
    try:
        open_table(path, member="", wanted=[(spec.names, spec.present) for spec in columns], limits=DEFAULT)
    except IntakeError as problem:
        if problem.code in {"intake.missing_column", "intake.duplicate_column"}:
            return False
        raise
    return True


def _in_group(actor: Actor, units: Sequence[bulk.UnitRow], group_code: str | None) -> tuple[Actor, Unit]:
    tops = [row for row in units if row.parent_code is None]
    if not tops:
        raise Refused("organisation.import_no_root")
    acting = actor
    if actor.group_id is None:
        if group_code and not Group.objects.filter(code__iexact=group_code).exists():
            _found(actor, tops, group_code)
        acting = service_actor(group_code, actor.name)
    head = Unit.objects.filter(group=acting.group_id, parent=None).first()
    if head is None:
        raise Refused("organisation.no_group")
    return acting, head


def _found(actor: Actor, tops: Sequence[bulk.UnitRow], group_code: str) -> None:
    if len(tops) != 1:
        raise Refused("organisation.import_no_root")
    top = tops[0]
    groups.found(actor=actor, code=group_code, head_code=top.code, names=(top.name_zh, top.name_en), on=top.opened)
