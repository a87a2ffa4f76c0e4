"""A review record in which nothing can be changed afterwards: each entry is bound to all before it.

Entry n has the digest SHA-256(number, digest before, SHA-256(salt, canonical entry)). Publishing the head at closing
binds the whole record without showing it; a single entry can be shown later with its salt while the others stay closed.
What a chain does not do: it cannot tell whether an entry was true, nor stop its keeper from writing another chain
before anything is published. Therefore publish heads early (at every closing) and to more than one place.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ceyuan.core.kernel import Reason, Refused
from ceyuan.core.review.canonical import canonical, fingerprint

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One entry in its place. `entry` and `salt` are None where they are withheld; `content` is their fingerprint.

    The salt (secret, random, at least 16 characters) keeps short entries such as a score from being guessed from their
    fingerprint.
    """

    number: int
    previous: str
    content: str
    digest: str
    entry: Mapping[str, Any] | None = None
    salt: str | None = None

    def withheld(self) -> "Link":
        """The same place without what stands there."""
        return replace(self, entry=None, salt=None)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> "Link":
        """The link that `to_dict` wrote."""
        return cls(**{name: told[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Seal:
    """What is published: the chain of `record` had this many entries and this head."""

    record: str
    length: int
    head: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"record": self.record, "length": self.length, "head": self.head}


def append(record: str, links: Sequence[Link], entry: Mapping[str, Any], salt: str) -> Link:
    """The link that puts `entry` behind `links`, of which only the last is looked at.

    Refused: `review.salt_short`, `review.not_canonical`."""
    if len(salt) < 16:
        raise Refused("review.salt_short", least=16)
    previous = links[-1].digest if links else GENESIS
    number, content = (links[-1].number if links else 0) + 1, _content(entry, salt)
    return Link(number, previous, content, _digest(record, number, previous, content), dict(entry), salt)


def chained(record: str, entries: Iterable[tuple[Mapping[str, Any], str]]) -> list[Link]:
    """The chain of entries with their salts."""
    links: list[Link] = []
    for entry, salt in entries:
        links.append(append(record, links, entry, salt))
    return links


def publish(record: str, links: Sequence[Link]) -> Seal:
    """What to publish of a chain; binds it and shows nothing of it."""
    return Seal(record, len(links), links[-1].digest if links else GENESIS)


def verify(seal: Seal, links: Sequence[Link]) -> list[Reason]:
    """What is wrong with a chain that is claimed to be, or to continue, the published one; empty when nothing is.

    Codes: `review.chain_short` (entries of the published record are missing), `review.chain_broken` (with the number of
    the first place that is not what it was), `review.chain_other_head` (another record from the beginning on).
    """
    if len(links) < seal.length:
        return [Reason("review.chain_short", {"length": len(links), "published": seal.length})]
    previous = GENESIS
    for number, link in enumerate(links, start=1):
        fits = (link.number, link.previous) == (number, previous)
        shown = link.entry is None or link.salt is None or link.content == _content(link.entry, link.salt)
        if not (fits and shown and link.digest == _digest(seal.record, number, previous, link.content)):
            return [Reason("review.chain_broken", {"number": number})]
        previous = link.digest
    head = links[seal.length - 1].digest if seal.length else GENESIS
    if not hmac.compare_digest(head, seal.head):
        return [Reason("review.chain_other_head", {"length": seal.length})]
    return []


def _content(entry: Mapping[str, Any], salt: str) -> str:
    return fingerprint("entry", salt.encode(), canonical(entry))


def _digest(record: str, number: int, previous: str, content: str) -> str:
    return fingerprint("link", record.encode(), str(number).encode(), previous.encode(), content.encode())
