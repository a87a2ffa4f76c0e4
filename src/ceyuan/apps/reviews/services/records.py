"""The review record of a panel as a hash chain: each event of the review is an entry that nothing can change later."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceyuan.apps.reviews.models import ChainLink, DrawEntry, Panel
from ceyuan.apps.reviews.sealing import fresh_salt
from ceyuan.apps.reviews.selectors.links import as_link, record_name
from ceyuan.core.review import chain


def held(panel_id: int) -> Panel:
    """The panel, locked until the end of the transaction: entries of a chain are written one after another."""
    found: Panel = Panel.objects.select_for_update(of=("self",)).select_related("group", "unit").get(pk=panel_id)
    return found


def note(panel: Panel, event: str, facts: Mapping[str, Any]) -> None:
    """Append one entry; see `note_all`."""
    note_all(panel, [(event, facts)])


def note_all(panel: Panel, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Append entries (event, facts); the caller holds the panel. The first entry of all says which draw, cases and
    criteria the record stands on."""
    row = ChainLink.objects.filter(panel=panel).order_by("-number").first()
    tail = [as_link(row)] if row else []
    written = list(events) if row else [("record.begun", _ground(panel)), *events]
    made: list[chain.Link] = []
    for event, facts in written:
        made.append(chain.append(record_name(panel), [*tail, *made[-1:]], {"event": event, **facts}, fresh_salt()))
    ChainLink.objects.bulk_create(
        ChainLink(
            panel=panel,
            number=one.number,
            previous=one.previous,
            content=one.content,
            digest=one.digest,
            entry=one.entry,
            salt=one.salt or "",
        )
        for one in made
    )


def _ground(panel: Panel) -> dict[str, Any]:
    drawn = DrawEntry.objects.filter(draw__panel=panel).order_by("-draw__number", "-number").first()
    return {
        "panel": panel.title,
        "due_at": panel.due_at.isoformat(),
        "draw": drawn.digest if drawn else "",
        "criteria": [[one.code, one.weight_ppm, one.points] for one in panel.criteria.order_by("number")],
        "cases": [f"{one.subject_kind}:{one.subject_id}" for one in panel.cases.order_by("number")],
    }
