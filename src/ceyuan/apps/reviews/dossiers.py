"""What an expert reads about a case: provided by the capability that the case belongs to.

Register in the `ready` of that capability's AppConfig, or when its models are loaded:

    dossiers.register("calls.bid", provider)      # provider(subject_id, blind) -> Dossier | None
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of a case: its name, where it is opened, and its fingerprint."""

    name: str
    url: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as it is read: its title, sections of (label, text), and papers."""

    title: str
    sections: Sequence[tuple[str, str]] = ()
    documents: Sequence[Paper] = field(default_factory=tuple)


Provider = Callable[[str, bool], Dossier | None]
_PROVIDERS: dict[str, Provider] = {}


def register(subject_kind: str, provider: Provider) -> None:
    """Say who provides the dossiers of this kind of case; the last one counts."""
    _PROVIDERS[subject_kind] = provider


def dossier_of(subject_kind: str, subject_id: str, *, blind: bool) -> Dossier | None:
    """The dossier of a case, or None when nobody provides one or the case is gone."""
    provider = _PROVIDERS.get(subject_kind)
    return provider(subject_id, blind) if provider else None
