"""Two people at once: the second one is told what the first one changed, and nothing is lost or overwritten."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.verdict import Refused

_HIDDEN = frozenset({"revision", "action", "sha256"})


@contextmanager
def told(actor: Actor, kind: str, key: int) -> Iterator[None]:
    """Within it, a stale revision is refused with who changed the record last, when, and from what to what."""
    try:
        yield
    except Refused as problem:
        if problem.reason.code != "workflow.stale":
            raise
        last = audit.of_subject(actor, kind, key).first()
        if last is None:
            raise
        raise Refused(
            "strategy.changed_meanwhile",
            who=last.actor_name,
            at=f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}",
            before=_words(last.before),
            after=_words(last.after),
        ) from problem


def _words(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items() if name not in _HIDDEN) or "–"
