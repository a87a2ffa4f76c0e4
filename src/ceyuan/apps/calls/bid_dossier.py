"""A bid as its reviewers read it: the frozen submission; without unit, people, partners and files when it is blind."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.calls.selectors.reviewing import submitted
from ceyuan.apps.reviews.interface import Dossier, Paper

SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "="}


def dossier(subject_id: str, blind: bool) -> Dossier | None:  # noqa: FBT001 - the door of the reviews asks it so
    """The dossier of the bid with this id; None when it is gone or was never handed in."""
    found = submitted(subject_id)
    if found is None:
        return None
    content: dict[str, Any] = found.snapshot or {}
    sections = [
        (_("Technical route"), content["route"]),
        (_("Indicators offered"), "\n".join(_offer(one) for one in content["indicators"])),
        (_("Milestones"), "\n".join(_node(one) for one in content["milestones"])),
        (_("Risks and answers to them"), content["risks"]),
    ]
    papers: list[Paper] = []
    if not blind:
        team = [_("Unit that bids") + f": {content['unit']['name']}", _("Leader") + f": {content['leader']['name']}"]
        team += [f"{one['name']} {one['role']}".strip() for one in content["members"]]
        team += [f"{one['name']} {one['task']}".strip() for one in content["partners"]]
        sections.append((_("Team and partners"), "\n".join(team)))
        papers = [
            Paper(one.name, reverse("calls:bid_file", args=[found.pk, one.pk]), one.sha256) for one in found.files.all()
        ]
    return Dossier(content["title"], [(label, text) for label, text in sections if text], papers)


def _offer(one: dict[str, Any]) -> str:
    value = "–" if one["value"] is None else f"{SIGNS[one['direction']]} {one['value']} {one['unit_of_measure']}"
    return f"{one['name']}: {value.strip()} ({one['method']})"


def _node(one: dict[str, Any]) -> str:
    return f"{one['due_on']} {one['name']}: {one['criteria']} ({one['share_ppm'] / 10_000:g}%)"
