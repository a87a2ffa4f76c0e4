"""Earlier work a bid is compared with: earlier bids are known here, capabilities above register theirs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ceyuan.apps.organisation.interface import Actor


@dataclass(frozen=True, slots=True)
class EarlierWork:
    """A bid or project of before: `texts` by part ("title", "route", "indicators"), compared part by part.

    `unit_ids` and `person_ids` tell who did it, so that one's own continuation is seen as such.
    """

    kind: str
    key: str
    label: str
    texts: Mapping[str, str]
    url: str = ""
    unit_ids: frozenset[int] = frozenset()
    person_ids: frozenset[int] = frozenset()


# `provider(actor, grams, limit)` gives the works that share most of the grams; it decides by itself what may be shown.
Provider = Callable[[Actor, list[str], int], Iterable[EarlierWork]]
_PROVIDERS: dict[str, Provider] = {}


def register_earlier_work(kind: str, provider: Provider) -> None:
    """Makes works of a kind ("projects.project") known to the comparison; a second call replaces the first."""
    _PROVIDERS[kind] = provider


def providers() -> Mapping[str, Provider]:
    """All that was registered, by kind."""
    return dict(_PROVIDERS)
