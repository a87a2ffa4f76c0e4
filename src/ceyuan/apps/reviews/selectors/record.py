"""The review record: its seal, what everybody may download of it, and whether it still holds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import sealing
from ceyuan.apps.reviews.models import Mark, Outcome, Panel, Sheet
from ceyuan.core.kernel import Reason
from ceyuan.core.review import chain
from ceyuan.core.review.canonical import canonical, fingerprint
from ceyuan.core.review.sheets import plain

from .links import links, record_name, seal
from .panels import panel_of

# Entries that name no person and no score; the others are shown as digests.
OPEN_TO_ALL = frozenset(
    {"record.begun", "vote.opened", "vote.closed", "vote.cancelled", "record.closed", "record.published"}
)


def published_seal(panel: Panel) -> chain.Seal | None:
    """The seal as published at closing; None before."""
    if not panel.seal_head or panel.seal_length is None:
        return None
    return chain.Seal(record_name(panel), panel.seal_length, panel.seal_head)


def redacted(panel: Panel) -> dict[str, Any]:
    """The chain as anybody may have it: every digest, and the words of the entries that name nobody."""
    shown = [one if (one.entry or {}).get("event") in OPEN_TO_ALL else one.withheld() for one in links(panel)]
    told = published_seal(panel) or seal(panel)
    return {"seal": told.to_dict(), "links": [one.to_dict() for one in shown]}


def record(actor: Actor, pk: int) -> dict[str, Any] | None:
    """The record of a panel that the actor knows of: panel, seal, faults, and the redacted entries."""
    panel = panel_of(actor, pk)
    if panel is None:
        return None
    told = redacted(panel)
    return {
        "panel": panel,
        "seal": published_seal(panel),
        "links": told["links"],
        "faults": faults(panel),
        "told": told,
    }


def faults(panel: Panel) -> list[Reason]:
    """What is wrong with the record: the chain against its published head, each opened sheet against what was bound at
    submission, the marks against the sheet, the outcome against its fingerprint. Empty when nothing is.

    Codes: those of `core.review.chain.verify`, `reviews.record_sheet_differs`, `reviews.record_marks_differ`,
    `reviews.record_outcome_differs`.
    """
    whole = links(panel)
    found = chain.verify(published_seal(panel) or seal(panel), whole)
    entries = [one.entry for one in whole if one.entry is not None]
    bound = {one["assignment"]: one["sheet"] for one in entries if one["event"] == "sheet.submitted"}
    marks = _marks(panel)
    for entry in (one for one in entries if one["event"] == "sheet.opened"):
        facts = {"assignment": entry["assignment"]}
        digest = sealing.digest(entry["writing"], entry["salt"])
        if digest != entry["sheet"] or digest != bound.get(entry["assignment"]):
            found.append(Reason("reviews.record_sheet_differs", facts))
        if marks.get(entry["assignment"]) != entry["writing"]["points"]:
            found.append(Reason("reviews.record_marks_differ", facts))
    kept = Outcome.objects.filter(panel=panel).first()
    closed = next((one for one in entries if one["event"] == "record.closed"), None)
    if closed is not None and (kept is None or closed["outcome"] != _print(kept.computed)):
        found.append(Reason("reviews.record_outcome_differs"))
    return found


def panel_in_group(group_id: int, pk: int) -> Panel | None:
    """A panel for the command line."""
    return Panel.objects.select_related("group", "unit").filter(group=group_id, pk=pk).first()


def _marks(panel: Panel) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = Mark.objects.filter(sheet__assignment__panel=panel, sheet__state=Sheet.State.SUBMITTED)
    for assignment, code, points in rows.values_list("sheet__assignment", "criterion__code", "points"):
        found.setdefault(assignment, {})[code] = plain(Decimal(points))
    return found


def _print(computed: Mapping[str, Any]) -> str:
    return fingerprint("outcome", canonical(computed))
