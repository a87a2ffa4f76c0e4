"""What other capabilities may call."""

from collections.abc import Sequence

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.dossiers import Dossier, Paper
from ceyuan.apps.reviews.dossiers import register as register_dossiers
from ceyuan.apps.reviews.messages.panels import MODES as PANEL_MODES
from ceyuan.apps.reviews.messages.panels import STATE_TONES as PANEL_TONES
from ceyuan.apps.reviews.messages.panels import STATES as PANEL_STATES
from ceyuan.apps.reviews.messages.scoring import ADVICE, ADVICE_TONES
from ceyuan.apps.reviews.models import Panel
from ceyuan.apps.reviews.selectors import links as _links
from ceyuan.apps.reviews.selectors import panels as _panels
from ceyuan.apps.reviews.selectors import record as _record
from ceyuan.apps.reviews.selectors.results import CaseResult, Opinion, results
from ceyuan.apps.reviews.selectors.seen_by_seat import reads_papers
from ceyuan.apps.reviews.selectors.seen_by_seat import state_of as panel_state
from ceyuan.apps.reviews.services.panels import CaseIn, CriterionIn, open_panel
from ceyuan.apps.reviews.shared_work import Work
from ceyuan.apps.reviews.shared_work import register as register_shared_work
from ceyuan.core.kernel import Reason
from ceyuan.core.review import chain
from ceyuan.core.review.canonical import reason_told


def panels_of(actor: Actor, subject_kind: str, subject_id: int | str) -> Sequence[Panel]:
    """The panels that belong to a record or judge it, as far as the actor knows of them, the newest first."""
    return _panels.of_subject(actor, subject_kind, subject_id)


def cases_of(panel_id: int) -> frozenset[tuple[str, str]]:
    """Kind and id of every record a panel judges; none once the panel was cancelled."""
    return _panels.cases_of(panel_id)


def is_barred(person_id: int, panel_id: int, subject_kind: str, subject_id: int | str) -> list[Reason]:
    """Why a person is kept from a case of a panel; empty when nothing stands against it."""
    found: list[Reason] = []
    for row in _panels.is_barred(panel_id, person_id, subject_kind, subject_id):
        found += [reason_told(told) for told in row.reasons]
        if row.words:
            found.append(Reason("review.conflict_declared", {"case": row.case.title, "words": row.words}))
    return found


def seal_of(panel_id: int) -> chain.Seal | None:
    """The head of a panel's review record as published at closing; None before."""
    panel = Panel.objects.select_related("group").filter(pk=panel_id).first()
    return _record.published_seal(panel) if panel else None


def check_record(group_id: int | None, panel_id: int) -> tuple[chain.Seal, list[Reason]] | None:
    """The seal of a panel's record and what is wrong with the record; None when the group has no such panel."""
    panel = _record.panel_in_group(group_id or 0, panel_id)
    if panel is None:
        return None
    return _record.published_seal(panel) or _links.seal(panel), _record.faults(panel)


__all__ = [
    "ADVICE",
    "ADVICE_TONES",
    "PANEL_MODES",
    "PANEL_STATES",
    "PANEL_TONES",
    "CaseIn",
    "CaseResult",
    "CriterionIn",
    "Dossier",
    "Opinion",
    "Paper",
    "Work",
    "cases_of",
    "check_record",
    "is_barred",
    "open_panel",
    "panel_state",
    "panels_of",
    "reads_papers",
    "register_dossiers",
    "register_shared_work",
    "results",
    "seal_of",
]
