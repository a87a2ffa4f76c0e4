"""Saving a draft part by part. Nothing needs to be whole yet; `edition` keeps two people out of each other's way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Bid, BidFile, BidIndicator, BidMember, BidMilestone, BidPartner, BidUnsuitable
from ceyuan.apps.calls.models.bids import MOST_UNSUITABLE
from ceyuan.apps.calls.policies import bids as policies
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor, people_of, units_of
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .bids import hold, subject_of

BASICS = ("title", "route", "risks", "funds_minor", "committed")
MOST_ROWS = 60
MOST_FILES = 10
Row = Mapping[str, Any]


@transaction.atomic
def save_basics(*, actor: Actor, bid_id: int, edition: int, **facts: Any) -> Bid:
    """Title, route, risks, money and commitment."""
    bid = _draft(actor, bid_id, edition)
    wanted = {name: facts[name] for name in BASICS if name in facts}
    if not str(wanted.get("title", bid.title)).strip():
        raise Invalid({"title": ["kit.required"]})
    if int(wanted.get("funds_minor", 0)) < 0:
        raise Invalid({"funds_minor": ["calls.budget_negative"]})
    changed = [name for name, value in wanted.items() if getattr(bid, name) != value]
    for name in changed:
        setattr(bid, name, wanted[name])
    return _saved(actor, bid, "basics") if changed else bid


@transaction.atomic
def save_indicators(*, actor: Actor, bid_id: int, edition: int, rows: Sequence[Row]) -> Bid:
    """What is offered for each indicator of the challenge (`source` with `value`, `method`, `note`).

    Rows without `source` are the bid's own: `name direction value unit_of_measure method`.
    """
    bid = _draft(actor, bid_id, edition)
    asked = {one.pk: one for one in bid.challenge.indicators.all()}
    made = []
    for position, row in enumerate(_few(rows), start=1):
        source = asked.get(row.get("source") or 0)
        if row.get("source") and source is None:
            raise Invalid({"": ["calls.unknown_indicator"]})
        base = (
            {"name": source.name, "direction": source.direction, "unit_of_measure": source.unit_of_measure}
            if source
            else {name: row.get(name, "") for name in ("name", "direction", "unit_of_measure")}
        )
        base["direction"] = base["direction"] or "at_least"
        own = {"value": row.get("value"), "method": str(row.get("method", "")), "note": str(row.get("note", ""))}
        made.append(BidIndicator(bid=bid, position=position, source=source, **base, **own))
    return _replace(actor, bid, "indicators", made)


@transaction.atomic
def save_team(*, actor: Actor, bid_id: int, edition: int, members: Sequence[Row], partners: Sequence[Row]) -> Bid:
    """The team (`person` or `name`, `role`, `person_months`) and partners (`unit` or `name`, `task`, `funds_minor`)."""
    bid = _draft(actor, bid_id, edition)
    people = people_of(actor, [row["person"] for row in members if row.get("person")])
    units = units_of(actor, [row["unit"] for row in partners if row.get("unit")])
    chosen = [row["person"] for row in members if row.get("person")]
    if len(chosen) != len(set(chosen)):
        raise Invalid({"": ["calls.member_twice"]})
    team = [
        BidMember(
            bid=bid,
            position=position,
            person=people.get(row.get("person") or 0),
            name=str(people.get(row.get("person") or 0) or row.get("name", ""))[:120],
            role=str(row.get("role", ""))[:80],
            person_months=row["person_months"],
        )
        for position, row in enumerate(_few(members), start=1)
    ]
    allies = [
        BidPartner(
            bid=bid,
            position=position,
            unit=units.get(row.get("unit") or 0),
            name=str(units.get(row.get("unit") or 0) or row.get("name", ""))[:200],
            task=str(row.get("task", ""))[:300],
            funds_minor=row.get("funds_minor") or 0,
        )
        for position, row in enumerate(_few(partners), start=1)
    ]
    bid.partners.all().delete()
    BidPartner.objects.bulk_create(allies)
    return _replace(actor, bid, "members", team)


@transaction.atomic
def save_milestones(*, actor: Actor, bid_id: int, edition: int, rows: Sequence[Row]) -> Bid:
    """Milestones in order: `name due_on criteria share_ppm`."""
    bid = _draft(actor, bid_id, edition)
    made = [
        BidMilestone(
            bid=bid,
            position=position,
            name=str(row["name"])[:200],
            due_on=row["due_on"],
            criteria=str(row.get("criteria", ""))[:300],
            share_ppm=row.get("share_ppm") or 0,
        )
        for position, row in enumerate(_few(rows), start=1)
    ]
    return _replace(actor, bid, "milestones", made)


@transaction.atomic
def save_unsuitable(*, actor: Actor, bid_id: int, edition: int, rows: Sequence[Row]) -> Bid:
    """Experts the bidder asks not to be judged by (`person` or `name`, `reason`); three at the most."""
    bid = _draft(actor, bid_id, edition)
    if len(rows) > MOST_UNSUITABLE:
        raise Invalid({"": [Reason("calls.too_many_unsuitable", {"most": MOST_UNSUITABLE})]})
    if any(not str(row.get("reason", "")).strip() for row in rows):
        raise Invalid({"": ["calls.unsuitable_without_reason"]})
    people = people_of(actor, [row["person"] for row in rows if row.get("person")])
    made = [
        BidUnsuitable(
            bid=bid,
            position=position,
            person=people.get(row.get("person") or 0),
            name=str(people.get(row.get("person") or 0) or row.get("name", ""))[:120],
            reason=str(row["reason"]).strip()[:300],
        )
        for position, row in enumerate(rows, start=1)
    ]
    return _replace(actor, bid, "unsuitable", made)


@transaction.atomic
def attach(*, actor: Actor, bid_id: int, name: str, stream: Iterable[bytes]) -> BidFile:
    """Add a file to the draft; kind and size are checked as for every document. The same bytes twice are one file."""
    bid = _draft(actor, bid_id)
    if bid.files.count() >= MOST_FILES:
        raise Refused("calls.too_many_files", most=MOST_FILES)
    kept = documents.keep(
        actor=actor, unit=bid.unit, subject=(policies.SUBJECT, bid.pk), name=name, content=b"".join(stream)
    )
    same = bid.files.filter(sha256=kept.file.sha256, name=kept.name).first()
    if same is not None:
        return same
    made = BidFile.objects.create(
        bid=bid, document_id=kept.pk, name=kept.name, sha256=kept.file.sha256, size=kept.file.size
    )
    _saved(actor, bid, "files")
    return made


@transaction.atomic
def detach(*, actor: Actor, bid_id: int, file_id: int) -> Bid:
    """Take a file off the draft."""
    bid = _draft(actor, bid_id)
    if not bid.files.filter(pk=file_id).delete()[0]:
        raise Refused("documents.not_found")
    return _saved(actor, bid, "files")


def _draft(actor: Actor, bid_id: int, edition: int | None = None) -> Bid:
    bid = hold(actor, bid_id)
    policies.may_write(actor, bid, selectors.people_of(bid)).require()
    if bid.state != "draft":
        raise Refused("calls.bid_frozen")
    if edition is not None and edition != bid.edition:
        raise Refused("calls.bid_changed_meanwhile")
    return bid


def _few(rows: Sequence[Row]) -> Sequence[Row]:
    if len(rows) > MOST_ROWS:
        raise Invalid({"": [Reason("calls.too_many_rows", {"most": MOST_ROWS})]})
    return rows


def _replace(actor: Actor, bid: Bid, part: str, made: Sequence[Any]) -> Bid:
    rows = getattr(bid, part)
    rows.all().delete()
    rows.bulk_create(made)
    return _saved(actor, bid, part)


def _saved(actor: Actor, bid: Bid, part: str) -> Bid:
    bid.edition += 1
    bid.save(update_fields=[*BASICS, "edition", "saved_at"])
    audit.record(
        actor=actor,
        act="calls.bid.saved",
        subject=subject_of(bid),
        after={"part": part, "edition": bid.edition},
        unit_path=bid.unit.path,
    )
    return bid
