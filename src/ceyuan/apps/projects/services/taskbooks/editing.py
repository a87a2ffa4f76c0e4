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
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import Change, apply, compare, read, told, value_at
from ceyuan.core.taskbook.paths import split


@transaction.atomic
def edit(
    *, actor: Actor, version_id: int, path: str, values: Mapping[str, Any], seen: Mapping[str, Any] | None = None
) -> TaskBookVersion:
    """Write fields of one part of a draft: `path` names the part ("header", "indicators[i1]"), `values` its fields.

    `seen` are the values that the writer started from. A field that somebody else has changed since is not
    overwritten: the act is refused with who changed what. Fields that were not touched stay as the other left them.
    """
    one = _draft(actor, version_id)
    part = value_at(selectors.wording(one), path)
    if not isinstance(part, dict):
        raise Refused("taskbook.path_bad", path=path)
    changed = {name: value for name, value in values.items() if seen is None or value != seen.get(name)}
    for name, value in changed.items():
        if seen is not None and name in part and part[name] not in (seen.get(name), value):
            raise _meanwhile(actor, one, f"{path}.{name}", part[name])
    tree = one.data
    _part_of(tree, path).update(changed)
    return _written(actor, one, tree)


@transaction.atomic
def add(*, actor: Actor, version_id: int, path: str, values: Mapping[str, Any]) -> tuple[TaskBookVersion, str]:
    """Add an item to a list of a draft; answers with its key, which is made up unless `values` brings one."""
    one = _draft(actor, version_id)
    items = value_at(selectors.wording(one), path)
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
def remove(*, actor: Actor, version_id: int, path: str) -> TaskBookVersion:
    """Take an item out of a list of a draft."""
    one = _draft(actor, version_id)
    steps = split(path)
    if not steps[-1].is_key:
        raise Refused("taskbook.path_bad", path=path)
    item = value_at(selectors.wording(one), path)
    gone = apply(selectors.wording(one), [Change(path, item, None, "C", "removed")])
    return _recorded(actor, one, gone)


def present(part: object) -> dict[str, Any]:
    """The fields of a part as the book keeps them: what a form starts from."""
    return told(part)


def _draft(actor: Actor, version_id: int) -> TaskBookVersion:
    one = held(actor, version_id)
    may_draft(actor, project_of(one)).require()
    if one.state != "draft" or (one.change_order and one.change_order.state != "drafting"):
        raise Refused("projects.version_not_a_draft", number=one.number)
    return one


def _written(actor: Actor, one: TaskBookVersion, tree: Mapping[str, Any]) -> TaskBookVersion:
    return _recorded(actor, one, read(tree))


def _recorded(actor: Actor, one: TaskBookVersion, after: Any) -> TaskBookVersion:
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


def _meanwhile(actor: Actor, one: TaskBookVersion, path: str, now: Any) -> Refused:
    acts = audit.of_subject(actor, SUBJECT, one.pk)
    last = next((act for act in acts[:50] if any(_touches(name, path) for name in act.after)), None)
    return Refused(
        "projects.part_changed_meanwhile",
        who=last.actor_name if last else "–",
        at=f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}" if last else "–",
        field=path,
        now=str(now),
    )


def _touches(changed: str, path: str) -> bool:
    return changed == path or path.startswith((f"{changed}.", f"{changed}["))


def _part_of(tree: Any, path: str) -> dict[str, Any]:
    found: dict[str, Any] = _at(tree, _steps(path))
    return found


def _steps(path: str) -> list[Any]:
    return [step if step.is_key else step.name for step in split(path)]


def _at(tree: Any, way: list[Any]) -> Any:
    for step in way:
        tree = tree[step] if isinstance(step, str) else next(item for item in tree if item["key"] == step.name)
    return tree
