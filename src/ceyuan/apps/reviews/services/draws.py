"""Drawing a panel by lot: announce, draw, replace, fill up, and check what was drawn.

The seed is made and its fingerprint published first; only then may be drawn, and what was drawn can be repeated by a
supervisor who did not draw. Whoever draws sees who was drawn, not who else could have been.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.keys import case_key, expert_key, id_of
from ceyuan.apps.reviews.models import Draw, DrawEntry, Expert, Panel, Seat
from ceyuan.apps.reviews.policies.panels import may_run, may_supervise
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.selectors.pool import drawable_pool
from ceyuan.apps.reviews.settings import PanelSettings
from ceyuan.core.kernel import Reason, Refused
from ceyuan.core.review import draw as core
from ceyuan.core.review.admissible import Candidate, DrawPlan, Room, Stratum, drawable
from ceyuan.core.review.conflicts import Conflicts
from ceyuan.core.review.draw_record import DrawRecord

from . import conflicts
from .panels import SUBJECT, held, step

_BYTES = 32
Exclusions = dict[str, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a draw is made from: the pool, the conflicts known, the conditions, who stands for it, who is kept out."""

    pool: Sequence[Expert]
    known: Conflicts
    plan: DrawPlan
    candidates: Sequence[Candidate]
    exclusions: Exclusions


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a draw would find, in numbers alone: who could be drawn is not for whoever draws. `barred` have a conflict
    or sat here before, `busy` enough to review; `strata` with how many of the admissible belong to each; `missing`
    says why the panel could not be filled."""

    pool: int
    barred: int
    busy: int
    admissible: int
    strata: tuple[tuple[Stratum, int], ...]
    missing: tuple[Reason, ...]


@transaction.atomic
def announce(*, actor: Actor, panel_id: int, public: str = "") -> Draw:
    """Make a secret seed and publish its fingerprint. `public` names a number nobody of the house controls that will be
    added at the draw (a lottery of a day to come), or stays empty.

    Refused: `reviews.unknown_panel`, `reviews.run_not_permitted`, `reviews.draw_waits` while one is announced and not
    drawn, `reviews.nothing_to_draw` when all seats are filled or the panel is over.
    """
    panel = held(actor, panel_id)
    may_run(actor, panel.unit.path).require()
    last = selectors.current_draw(panel)
    if last is not None and not last.entries.exists():
        raise Refused("reviews.draw_waits")
    if panel.state not in {"drafting", "drawn", "reviewing"} or not vacant(panel):
        raise Refused("reviews.nothing_to_draw")
    seed = secrets.token_hex(_BYTES)
    made: Draw = Draw.objects.create(
        panel=panel,
        number=last.number + 1 if last else 1,
        commitment=core.commit(seed),
        seed=seed,
        public=public.strip()[:200],
        committed_by_id=actor.account_id,
    )
    after = {"number": made.number, "commitment": made.commitment, "public": made.public}
    _record(actor, panel, "reviews.draw.announced", after)
    return made


@transaction.atomic
def run(*, actor: Actor, panel_id: int, revision: int, public: str = "") -> Panel:
    """Draw the announced panel, seat who was drawn, and keep conflicts as recusals. `public` is the number that was
    named at the announcement.

    Refused: `reviews.not_announced`, `reviews.public_missing`, `workflow.stale`, those of `core.review.draw`.
    """
    panel = held(actor, panel_id)
    may_run(actor, panel.unit.path).require()
    if panel.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=panel.revision)
    announced = selectors.current_draw(panel)
    if announced is None or announced.entries.exists():
        raise Refused("reviews.not_announced")
    if announced.public and not public.strip():
        raise Refused("reviews.public_missing", public=announced.public)
    given = ground(actor, panel, announced.number)
    record = core.draw(
        given.plan,
        given.candidates,
        given.exclusions,
        seed=announced.seed,
        commitment=announced.commitment,
        public=public.strip(),
    )
    DrawEntry.objects.create(
        draw=announced, number=0, entry=record.to_dict(), digest=record.digest, by_id=actor.account_id
    )
    _seat(actor, panel, given.pool, given.known, record.panel)
    _record(actor, panel, "reviews.panel.drawn", {"draw": announced.number, "seats": len(record.panel)})
    if panel.state == "drafting":
        return step(actor=actor, panel=panel, action="draw", revision=revision)
    return panel


def ground(actor: Actor, panel: Panel, number: int) -> Ground:
    """What the draw with this number would be made from, now."""
    pool = drawable_pool(panel.group_id)
    known = conflicts.found(actor, panel, pool, timezone.localdate())
    exclusions = {**_exclusions(panel, pool, known), **_gone(panel)}
    plan = _plan(panel, number)
    return Ground(pool, known, plan, _candidates(pool, plan), exclusions)


def prospect(actor: Actor, panel: Panel) -> Prospect:
    """What a draw of this panel would find today. Refused: as `conflicts.found`."""
    last = selectors.current_draw(panel)
    given = ground(actor, panel, last.number if last else 1)
    free = [one for one in given.candidates if one.key not in given.exclusions]
    busy = drawable(free, given.plan)
    able = [one for one in free if one.key not in busy]
    room = Room(given.plan)
    try:
        missing = () if room.completable(able) else tuple(room.missing(able))
    except Refused as problem:
        missing = (problem.reason,)
    strata = tuple((one, sum(one.holds(each) for each in able)) for one in given.plan.strata)
    return Prospect(len(given.pool), len(given.pool) - len(free), len(busy), len(able), strata, missing)


def replace(actor: Actor, panel: Panel, seat: Seat, why: str) -> Seat | None:
    """Draw somebody in the place of a seat that was left; the caller holds the panel. None when nobody is left: then
    another draw can be announced for the vacant seat."""
    drawn = _draw_of(panel, seat)
    if drawn is None:
        return None
    draw, record = drawn
    candidates = {id_of(one.key) for one in record.candidates}
    pool = drawable_pool(panel.group_id)
    known = conflicts.found(actor, panel, pool, timezone.localdate())
    still = {one.pk for one in pool}
    since = {**_exclusions(panel, pool, known), **_gone(panel)}
    since.update(
        {expert_key(key): (Reason("reviews.left_the_pool"),) for key in candidates - still}  # resigned or barred since
    )
    fresh = {key: reasons for key, reasons in since.items() if _is_new(record, key)}
    try:
        after = core.replace(record, expert_key(seat.expert_id), why, fresh)
    except Refused:
        return None
    DrawEntry.objects.create(
        draw=draw,
        number=len(after.replacements),
        entry=after.replacements[-1].to_dict(),
        digest=after.digest,
        by_id=actor.account_id,
    )
    drawn_in = after.replacements[-1].drawn
    return _seat(actor, panel, pool, known, (drawn_in,), in_place_of=seat)[0]


@transaction.atomic
def verify(*, actor: Actor, panel_id: int) -> list[Reason]:
    """Repeat every draw of a panel from its seed: what is wrong with it, empty when nothing is.

    Refused: `reviews.supervise_not_permitted`, `reviews.drew_it_oneself`, `reviews.not_drawn`."""
    panel = held(actor, panel_id)
    drawn = [one for one in panel.draws.order_by("number") if one.entries.exists()]
    for one in drawn:
        may_supervise(actor, panel.unit.path, one.entries.order_by("number")[0].by_id).require()
    if not drawn:
        may_supervise(actor, panel.unit.path, None).require()
        raise Refused("reviews.not_drawn")
    found = [reason for one in drawn for reason in _wrong(one)]
    seated = {expert_key(key) for key in panel.seats.values_list("expert_id", flat=True)}
    records = [selectors.record_of(one) for one in drawn]
    if strange := sorted(seated - {key for record in records if record for key in _ever(record)}):
        found.append(Reason("reviews.seated_undrawn", {"experts": len(strange)}))
    _record(actor, panel, "reviews.draw.verified", {"draws": len(drawn), "wrong": [one.code for one in found]})
    return found


def drew(panel: Panel, account_id: int | None) -> bool:
    """Whether the account drew anything of this panel: then it must not read the records nor check them."""
    first = DrawEntry.objects.filter(draw__panel=panel, number=0)
    return account_id is not None and first.filter(by=account_id).exists()


def vacant(panel: Panel) -> int:
    """How many seats of a panel nobody has."""
    wanted = _settings(panel).seats
    return max(0, wanted - panel.seats.filter(state__in=selectors.OPEN_SEATS).count())


def _wrong(draw: Draw) -> list[Reason]:
    record = selectors.record_of(draw)
    if record is None:
        return []
    found = core.check(record, draw.commitment)
    last = draw.entries.order_by("-number").values_list("digest", flat=True)[0]
    if not found and record.digest != last:
        found = [Reason("review.record_differs", {"part": "digest"})]
    return found


def _ever(record: DrawRecord) -> set[str]:
    return {one.key for one in record.turns if one.drawn} | {one.drawn for one in record.replacements}


def _settings(panel: Panel) -> PanelSettings:
    return PanelSettings.read(
        panel.settings,
        mode=panel.mode,
        reviewers_per_case=panel.reviewers_per_case,
        cases=panel.cases.count(),
    )


def _plan(panel: Panel, number: int) -> DrawPlan:
    """The conditions of the panel; a later draw fills what is vacant, with those for single people alone."""
    settings = _settings(panel)
    if number == 1 or not panel.seats.exists():
        return settings.plan(f"panel-{panel.pk}")
    return changed(settings, seats=vacant(panel), strata=(), externals_ppm=0).plan(f"panel-{panel.pk}-{number}")


def _candidates(pool: Sequence[Expert], plan: DrawPlan) -> list[Candidate]:
    busy = selectors.open_reviews([one.pk for one in pool])
    # Of the units above an expert only those are told that a stratum asks for.
    units = {value for stratum in plan.strata for value in stratum.wanted.get("unit", ())}
    return [
        Candidate(expert_key(one.pk), _house(one), frozenset(_traits(one, units)), busy.get(one.pk, 0)) for one in pool
    ]


def _house(one: Expert) -> str:
    return f"U{one.unit_id}" if one.unit_id else f"name:{one.unit_name}"


def _traits(one: Expert, units: Collection[str]) -> list[tuple[str, str]]:
    plain = [
        ("affiliation", "external" if one.is_external else "internal"),
        ("region", one.region),
        ("title", one.title),
    ]
    above = one.unit.path.split(".") if one.unit and units else ()
    return [
        *(trait for trait in plain if trait[1]),
        *(("field", code) for code in one.fields),
        *(("unit", key) for key in above if key in units),
    ]


def _exclusions(panel: Panel, pool: Sequence[Expert], known: Conflicts) -> Exclusions:
    """Who may not sit: where everybody judges everything, any conflict keeps out; else only one with every case."""
    cases = [case_key(pk) for pk in panel.cases.order_by("number").values_list("pk", flat=True)]
    any_case = _settings(panel).barred_by == "any"
    found: Exclusions = {}
    for one in pool:
        key = expert_key(one.pk)
        hit = [known.between(key, case) for case in cases]
        if (any(hit) if any_case else all(hit)) and (reasons := [each.reason for some in hit for each in some]):
            found[key] = tuple(reasons[:5])
    return found


def _gone(panel: Panel) -> Mapping[str, tuple[Reason, ...]]:
    """Whoever has or had a seat is not drawn again."""
    return {
        expert_key(key): (Reason("reviews.seated_before"),) for key in panel.seats.values_list("expert_id", flat=True)
    }


def _is_new(record: DrawRecord, key: str) -> bool:
    return key not in record.exclusions and key not in record.panel and key in record.order


def _draw_of(panel: Panel, seat: Seat) -> tuple[Draw, DrawRecord] | None:
    for draw in panel.draws.order_by("-number"):
        record = selectors.record_of(draw)
        if record is not None and expert_key(seat.expert_id) in record.panel:
            return draw, record
    return None


def _seat(
    actor: Actor,
    panel: Panel,
    pool: Sequence[Expert],
    known: Conflicts,
    drawn: Sequence[str],
    in_place_of: Seat | None = None,
) -> list[Seat]:
    by_id = {one.pk: one for one in pool}
    experts = [by_id[id_of(key)] for key in drawn]
    conflicts.note_recusals(panel, experts, known, actor.account_id)
    made: list[Seat] = Seat.objects.bulk_create(
        Seat(panel=panel, expert=one, in_place_of=in_place_of) for one in experts
    )
    return made


def _record(actor: Actor, panel: Panel, act: str, after: Mapping[str, object]) -> None:
    subject = (SUBJECT, panel.pk, panel.title)
    audit.record(actor=actor, act=act, subject=subject, after=after, unit_path=panel.unit.path)
