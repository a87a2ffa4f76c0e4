"""Editing a draft part by part. Two people may write at once: the fields of both are kept."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.policies.taskbooks import may_draft
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks.held import SUBJECT, held, project_of, subject_of, write
from ceyuan.apps.projects.taskbook_words import place, value_text
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import (
    Change,
    apply,
    changed,
    clashes,
    compare,
    mark_of,
    parent,
    read,
    told,
    value_at,
)
from ceyuan.core.taskbook.paths import split


@transaction.atomic
def edit(
    *, actor: Actor, version_id: int, path: str, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None
) -> TaskBookVersion:
    """Write fields of one part of a draft: `path` names the part ("header", "indicators[i1]"), `values` its fields.

    `seen` are the values that the writer started from. A field that somebody else has changed since is not
    overwritten: the act is refused with who changed what. Fields that were not touched stay as the other left them.
    """
    one = draft(actor, version_id)
    part = _present(actor, one, path)
    if not isinstance(part, dict):
        raise Refused("taskbook.path_bad", path=path)
    for name, theirs in clashes(part, values, seen).items():
        raise _meanwhile(actor, one, f"{path}.{name}", theirs)
    tree = one.data
    _part_of(tree, path).update(changed(values, seen))
    return _written(actor, one, tree)


@transaction.atomic
def add(*, actor: Actor, version_id: int, path: str, values: Mapping[str, Any]) -> tuple[TaskBookVersion, str]:
    """Add an item to a list of a draft; answers with its key, which is made up unless `values` brings one."""
    one = draft(actor, version_id)
    items = _present(actor, one, path)
    if not isinstance(items, list):
        raise Refused("taskbook.path_bad", path=path)
    key = str(values.get("key") or secrets.token_hex(4))
    if any(item["key"] == key for item in items):
        raise Refused("projects.item_there_already", key=key)
    tree = one.data
    *way, name = _steps(path)
    _at(tree, way)[name].append({**values, "key": key})
    return _written(actor, one, tree), key


@transaction.atomic
def remove(*, actor: Actor, version_id: int, path: str, mark: str = "") -> TaskBookVersion:
    """Take an item out of a list of a draft.

    `mark` is the fingerprint of the item that the writer saw: what somebody else wrote into it since is not thrown
    away unseen. An item that is gone already is what the writer wanted.
    """
    one = draft(actor, version_id)
    steps = split(path)
    if not steps[-1].is_key:
        raise Refused("taskbook.path_bad", path=path)
    book = selectors.wording(one)
    item = value_at(book, path)
    if mark and mark != mark_of(item):
        raise _meanwhile(actor, one, path, item)
    return recorded(actor, one, apply(book, [Change(path, item, None, "C", "removed")]))


@transaction.atomic
def move(*, actor: Actor, version_id: int, path: str, by: int) -> TaskBookVersion:
    """Move an item of a list up (`by` below 0) or down by so many places, as far as the list goes."""
    one = draft(actor, version_id)
    if not split(path)[-1].is_key:
        raise Refused("taskbook.path_bad", path=path)
    value_at(selectors.wording(one), path)
    tree = one.data
    *way, last = _steps(path)
    items = _at(tree, way)
    place_now = next(number for number, item in enumerate(items) if item["key"] == last.name)
    item = items.pop(place_now)
    items.insert(min(max(place_now + by, 0), len(items)), item)
    return _written(actor, one, tree)


def present(part: object) -> dict[str, Any]:
    """The fields of a part as the book keeps them: what a form starts from."""
    return told(part)


def draft(actor: Actor, version_id: int) -> TaskBookVersion:
    """The draft, locked; refused when the actor must not write it or it is no draft any more."""
    one = held(actor, version_id)
    may_draft(actor, project_of(one)).require()
    if one.state != "draft" or (one.change_order and one.change_order.state != "drafting"):
        raise Refused("projects.version_not_a_draft", number=one.number)
    return one


def _written(actor: Actor, one: TaskBookVersion, tree: Mapping[str, Any]) -> TaskBookVersion:
    return recorded(actor, one, read(tree))


def recorded(actor: Actor, one: TaskBookVersion, after: Any) -> TaskBookVersion:
    """Write the new wording, with the act that says what it differs in; nothing happens where nothing differs."""
    # `one.data` may have been changed in place: what was there before is read again.
    before = selectors.wording(TaskBookVersion.objects.get(pk=one.pk))
    changes = compare(before, after)
    if not changes:
        return one
    one.revision += 1
    write(actor, one, after)
    audit.record(
        actor=actor,
        act="projects.taskbook.edited",
        subject=subject_of(one),
        before={change.path: change.old for change in changes},
        after={change.path: change.new for change in changes},
        unit_path=project_of(one).lead_unit.path,
    )
    return one


def _present(actor: Actor, one: TaskBookVersion, path: str) -> Any:
    """What stands at a place; where the line was taken out meanwhile, the refusal says by whom."""
    book = selectors.wording(one)
    try:
        return value_at(book, path)
    except Refused as problem:
        if problem.reason.code != "taskbook.change_lost":
            raise
        gone = path
        while gone and not gone.endswith("]"):
            gone = parent(gone)
        last = _last(actor, one, gone)
        raise Refused("projects.line_removed_meanwhile", who=last[0], at=last[1]) from None


def _meanwhile(actor: Actor, one: TaskBookVersion, path: str, now: Any) -> Refused:
    who, at = _last(actor, one, path)
    book = selectors.wording(one)
    told_now = value_text(path, now, book.header.currency) or "–"
    return Refused("projects.part_changed_meanwhile", who=who, at=at, field=place(path, book), now=told_now)


def _last(actor: Actor, one: TaskBookVersion, path: str) -> tuple[str, str]:
    """Who touched the place last, and when."""
    acts = audit.of_subject(actor, SUBJECT, one.pk)
    last = next((act for act in acts[:50] if any(_touches(name, path) for name in act.after)), None)
    return (last.actor_name, f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}") if last else ("–", "–")


def _touches(written: str, path: str) -> bool:
    within = path.startswith((f"{written}.", f"{written}["))
    return written == path or within or written.startswith((f"{path}.", f"{path}["))


def _part_of(tree: Any, path: str) -> dict[str, Any]:
    found: dict[str, Any] = _at(tree, _steps(path))
    return found


def _steps(path: str) -> list[Any]:
    return [step if step.is_key else step.name for step in split(path)]


def _at(tree: Any, way: list[Any]) -> Any:
    for step in way:
        tree = tree[step] if isinstance(step, str) else next(item for item in tree if item["key"] == step.name)
    return tree
