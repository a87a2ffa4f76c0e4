"""A bid in words and figures: what is hashed and kept when it is handed in, and what a reviewer is shown of it."""

from collections.abc import Mapping
from typing import Any

from ceyuan.apps.calls.models import Bid


def told(bid: Bid) -> dict[str, Any]:
    """The whole bid as plain data; its SHA-256 as canonical JSON is the fingerprint of the submission."""
    return {
        "challenge": bid.challenge.code,
        "title": bid.title,
        "unit": {"id": bid.unit_id, "name": str(bid.unit)},
        "leader": {"id": bid.leader_id, "name": str(bid.leader)},
        "route": bid.route,
        "risks": bid.risks,
        "funds_minor": bid.funds_minor,
        "currency": bid.currency,
        "committed": bid.committed,
        "indicators": [
            {
                "source": one.source_id,
                "name": one.name,
                "direction": one.direction,
                "value": None if one.value is None else format(one.value.normalize(), "f"),
                "unit_of_measure": one.unit_of_measure,
                "method": one.method,
                "note": one.note,
            }
            for one in bid.indicators.all()
        ],
        "members": [
            {"person": one.person_id, "name": one.name, "role": one.role, "person_months": str(one.person_months)}
            for one in bid.members.all()
        ],
        "partners": [
            {"unit": one.unit_id, "name": one.name, "task": one.task, "funds_minor": one.funds_minor}
            for one in bid.partners.all()
        ],
        "milestones": [
            {
                "name": one.name,
                "due_on": one.due_on.isoformat(),
                "criteria": one.criteria,
                "share_ppm": one.share_ppm,
            }
            for one in bid.milestones.all()
        ],
        "unsuitable": [
            {"person": one.person_id, "name": one.name, "reason": one.reason} for one in bid.unsuitable.all()
        ],
        "files": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in bid.files.all()],
    }


def compared(content: Mapping[str, Any]) -> dict[str, str]:
    """The texts by which a bid is compared with earlier work, by part."""
    lines = [f"{one['name']} {one['value'] or ''} {one['unit_of_measure']}" for one in content["indicators"]]
    return {"title": content["title"], "route": content["route"], "indicators": "\n".join(lines)}
