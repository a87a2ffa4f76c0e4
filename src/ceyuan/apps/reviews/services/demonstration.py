"""Writing the demonstration's pool of experts and what its panels did: many prepared rows at once.

Draws, closings and votes of the demonstration are those of the product; here is what would take it too long one by one.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import sealing
from ceyuan.apps.reviews.keys import expert_key
from ceyuan.apps.reviews.models import Assignment, AssignmentRun, Draw, Expert, Panel, Recusal, Seat, Sheet
from ceyuan.apps.reviews.policies import panels as policies
from ceyuan.apps.reviews.selectors.sheets import place_of
from ceyuan.core.kernel import Invalid
from ceyuan.core.review.draw import commit
from ceyuan.core.review.sheets import Writing
from ceyuan.core.review.stream import Stream, seed_bytes

from . import draws, records

_MOST_SEEDS = 600
_SECONDS = 840


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has experts already."""
    return Expert.objects.filter(group=actor.group_id or 0).exists()


@transaction.atomic
def write(*, actor: Actor, batches: Sequence[Sequence[models.Model]]) -> None:
    """Insert the rows batch after batch and record the act; a row may refer to rows of earlier batches."""
    if actor.account_id is not None or actor.group_id is None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
    counts: dict[str, int] = {}
    for batch in batches:
        if batch:
            type(batch[0])._base_manager.bulk_create(batch)  # noqa: SLF001 - any model
            counts[type(batch[0]).__name__.lower()] = len(batch)
    audit.record(
        actor=actor,
        act="reviews.demonstration.loaded",
        subject=("organisation.group", actor.group_id, actor.group_code),
        after=counts,
    )


def announce(*, actor: Actor, panel: Panel, name: str, wanted: int | None = None) -> Draw:
    """Announce a draw whose seed follows from a name, so that the demonstration is the same each time.

    Of the seeds that follow, the first one under which the `wanted` expert is drawn; without one, simply the first.
    """
    seeds = [sha256(f"{name}/{number}".encode()).hexdigest() for number in range(_MOST_SEEDS)]
    seed = seeds[0]
    if wanted is not None:
        given = draws.ground(actor, panel, 1)
        keys = sorted(one.key for one in given.candidates if one.key not in given.exclusions)
        label = f"draw|{given.plan.case}|"
        hits = (one for one in seeds if expert_key(wanted) in _first(one, label, keys, given.plan.size))
        seed = next(hits, seeds[0])
    made: Draw = Draw.objects.create(
        panel=panel, number=1, commitment=commit(seed), seed=seed, committed_by_id=actor.account_id
    )
    return made


def _first(seed: str, label: str, keys: Sequence[str], seats: int) -> list[str]:
    return Stream(seed_bytes(seed), label).shuffled(keys)[:seats]


@transaction.atomic
def accept(*, actor: Actor, panel: Panel, most: int | None = None) -> None:
    """The office notes that the invited accept; `most` leaves the others without an answer."""
    asked = list(panel.seats.filter(state=Seat.State.INVITED).order_by("pk").values_list("pk", flat=True)[:most])
    told = {"answered_at": timezone.now(), "answered_by_id": actor.account_id}
    Seat.objects.filter(pk__in=asked).update(state=Seat.State.ACCEPTED, **told)


@transaction.atomic
def assign_everybody(*, actor: Actor, panel: Panel) -> list[Assignment]:
    """Everybody seated reviews every case that nothing keeps them from."""
    barred = set(Recusal.objects.filter(case__panel=panel).values_list("expert_id", "case_id"))
    seats = list(panel.seats.filter(state__in=(Seat.State.INVITED, Seat.State.ACCEPTED)).order_by("pk"))
    cases = list(panel.cases.order_by("number"))
    now = timezone.now()
    run = AssignmentRun.objects.create(
        panel=panel,
        state=AssignmentRun.State.DONE,
        size={"seats": len(seats), "cases": len(cases)},
        engine="everybody",
        asked_by_id=actor.account_id,
        finished_at=now,
    )
    made: list[Assignment] = Assignment.objects.bulk_create(
        Assignment(panel=panel, case=case, seat=seat, run=run)
        for case in cases
        for seat in seats
        if (seat.expert_id, case.pk) not in barred
    )
    run.changes = {"new": len(made), "withdrawn": 0, "kept": 0}
    run.save(update_fields=["changes"])
    return made


@transaction.atomic
def write_sheets(*, actor: Actor, panel: Panel, written: Sequence[tuple[Assignment, Writing, bool]]) -> None:
    """The sheets of a panel in review, closed as the experts' own are: (assignment, what it says, whether submitted).

    What is submitted is bound by the chain, in this order. `actor` is who runs the panel.
    """
    policies.may_run(actor, records.held(panel.pk).unit.path).require()
    now = timezone.now()
    sheets: list[Sheet] = Sheet.objects.bulk_create(
        Sheet(assignment=one, saved_at=now, seconds=_SECONDS + 37 * (one.pk % 41)) for one, _writing, _final in written
    )
    events: list[tuple[str, Mapping[str, Any]]] = []
    for sheet, (one, writing, final) in zip(sheets, written, strict=True):
        place = {
            "assignment": one.pk,
            "case": f"{one.case.subject_kind}:{one.case.subject_id}",
            "seat": one.seat_id,
        }
        salt = sealing.fresh_salt()
        sheet.sealed = sealing.close(place_of(sheet), {"writing": writing.told(), "salt": salt})
        one.state = Assignment.State.DONE if final else Assignment.State.BEGUN
        events.append(("case.opened", place))
        if final:
            sheet.digest, sheet.submitted_at = sealing.digest(writing.told(), salt), now
            sheet.state = Sheet.State.SUBMITTED
            events.append(("sheet.submitted", {**place, "sheet": sheet.digest}))
    Sheet.objects.bulk_update(sheets, ["sealed", "digest", "submitted_at", "state"])
    Assignment.objects.bulk_update([one for one, _writing, _final in written], ["state"])
    records.note_all(panel, events)
