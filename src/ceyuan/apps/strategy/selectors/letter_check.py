"""Whether a letter is still what was signed: its content, its signatures and its paper carry one fingerprint."""

from dataclasses import dataclass

from ceyuan.apps.documents.interface import DamagedContent, fingerprint
from ceyuan.apps.strategy.letter_paper import stamped
from ceyuan.apps.strategy.models import Letter
from ceyuan.apps.strategy.selectors.letters import filed_paper, signatures


@dataclass(frozen=True, slots=True)
class Finding:
    """One fingerprint and whether it is the one of the content. `what` is content, upper, lower or paper."""

    what: str
    sha256: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class LetterCheck:
    """The fingerprint computed now, and all others compared with it."""

    computed: str
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether all of them agree."""
        return all(finding.agrees for finding in self.findings)


def check(letter: Letter) -> LetterCheck:
    """Compare the fingerprint of the content as it is with what was noted, signed and printed."""
    computed = fingerprint(letter.content or {})
    found = {"content": letter.sha256}
    found |= {side: one.sha256 for side, one in sorted(signatures(letter).items(), reverse=True)}
    if letter.document_id is not None:
        found["paper"] = _on_paper(letter)
    return LetterCheck(computed, tuple(Finding(what, told, told == computed) for what, told in found.items()))


def _on_paper(letter: Letter) -> str:
    try:
        return stamped(filed_paper(letter) or b"")
    except DamagedContent:
        return ""
