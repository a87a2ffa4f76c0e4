"""What people worked on together, for conflicts of interest: provided by the capabilities that know of it.

    shared_work.register("projects", provider)    # provider(group_id, person_ids, since) -> list[Work]

A provider is asked for all work that ended on `since` or later, or goes on, in which one of the people takes part.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Work:
    """A project, publication or patent (`kind` co_project, co_author, co_inventor) with the ids of its people."""

    kind: str
    label: str
    person_ids: frozenset[int]
    ended: date | None = None


Provider = Callable[[int, Collection[int], date], Sequence[Work]]
_PROVIDERS: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Say who provides shared work under this name; a second one of the same name takes its place."""
    _PROVIDERS[name] = provider


def works(group_id: int, person_ids: Collection[int], since: date) -> Iterator[Work]:
    """All shared work of these people, from every provider."""
    for name in sorted(_PROVIDERS):
        yield from _PROVIDERS[name](group_id, person_ids, since)
