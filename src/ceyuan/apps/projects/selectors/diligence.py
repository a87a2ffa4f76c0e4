"""The log of experiments and decisions of a project, whether its chain is whole, and what panels made of it."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ceyuan.apps.projects.models import DiligenceRecord, Exemption, PostEvaluation, Project

START = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def records(project: Project) -> Sequence[DiligenceRecord]:
    """The log, the oldest first."""
    return list(project.diligence_records.order_by("number"))


def exemptions(project: Project) -> Sequence[Exemption]:
    """What panels decided, the latest first."""
    return list(project.exemptions.select_related("decided_by").order_by("-number"))


def is_proven(project: Project) -> bool:
    """Whether the last decision of a panel exempts."""
    last = project.exemptions.order_by("-number").first()
    return last is not None and last.is_granted


def evaluations(project: Project) -> Sequence[PostEvaluation]:
    """What became of the project, year by year."""
    return list(project.post_evaluations.select_related("evaluated_by").order_by("year"))


def first_break(found: Sequence[DiligenceRecord]) -> int | None:
    """The number of the first line that is not what was written, None when the whole log is."""
    previous = START
    for number, one in enumerate(found, start=1):
        if one.number != number or one.previous != previous or digest_of(one) != one.digest:
            return number
        previous = one.digest
    return None


def digest_of(one: DiligenceRecord) -> str:
    """SHA-256 over the length-prefixed fields, as the database computed it when the line was added."""
    at = "" if one.at is None else str((one.at - EPOCH) // timedelta(microseconds=1))
    parts = (
        str(one.project_id),
        str(one.number),
        at,
        one.happened_on.isoformat(),
        one.kind,
        one.text,
        one.document_sha256,
        str(one.author_id),
        one.author_name,
        one.previous,
    )
    framed = "".join(f"{len(part.encode())}:{part};" for part in parts)
    return hashlib.sha256(framed.encode()).hexdigest()
