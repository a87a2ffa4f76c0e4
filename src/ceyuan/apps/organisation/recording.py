"""The way to the audit, which stands above the organisation: found through the registry instead of an import."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceyuan.kit.registry import collect

from .models import Unit
from .scoping import Actor

PROVIDER = "recorder"
Facts = Mapping[str, Any]


def record(
    actor: Actor,
    act: str,
    subject: tuple[str, int | str, str],
    *,
    before: Facts | None = None,
    after: Facts | None = None,
    reason: str = "",
    unit_path: str = "",
) -> None:
    """Add one act to the chain; raises `RuntimeError` when no audit is installed: no deed may go without its act."""
    recorders = collect(PROVIDER, "record")
    if not recorders:
        raise RuntimeError("No audit is installed: add ceyuan.apps.audit to INSTALLED_APPS.")
    for each in recorders:
        each(actor=actor, act=act, subject=subject, before=before, after=after, reason=reason, unit_path=unit_path)


def subject_of(unit: Unit) -> tuple[str, int | str, str]:
    """How acts name a unit."""
    return "organisation.unit", unit.pk, f"{unit.code} {unit}"


def acts_of(actor: Actor, kind: str, key: int | str, limit: int = 20) -> Sequence[Any]:
    """The latest acts on one record that the actor may see anyway, newest first."""
    return [act for find in collect(PROVIDER, "of_subject") for act in find(actor, kind, key)[:limit]]
