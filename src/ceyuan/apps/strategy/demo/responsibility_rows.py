"""Rows of duties and matters, letters with their signatures, supervision items, and adjustments of scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.cascade import ANNUAL
from ceyuan.apps.strategy.demo.number_rows import SIGNED_AT
from ceyuan.apps.strategy.demo.references import Keys, moment
from ceyuan.apps.strategy.demo.responsibility_lists import ADJUSTMENTS, DUTIES, SUPERVISIONS
from ceyuan.apps.strategy.demo.scope import AS_OF, GROUP_CODE, SEED, stream
from ceyuan.apps.strategy.letter_content import Party, content_of
from ceyuan.apps.strategy.models import Duty, Letter, LetterSignature, Matter, ScoreAdjustment, Supervision, Target
from ceyuan.apps.strategy.services.matters import due_days, fits
from ceyuan.apps.strategy.workflows import LETTER_V1, SUPERVISION_V1

YEAR = 2025
IN_FORCE_SINCE = date(2024, 1, 1)  # of the register of duties: leaders answer by it, and hand over by it, from then on
OFFERED_AT = datetime(2025, 3, 5, 1, 30, tzinfo=UTC)
_STEPS = {"draft": 0, "offered": 1, "signed_below": 2, "in_force": 3}
_SUPERVISION_STEPS = {"open": 0, "answered": 1, "closed": 2, "withdrawn": 1}
_OUTCOMES = ("已研究审定，会议纪要备查。", "已按期完成，材料归档。", "已召开专题会，问题清单销号。", "已签批执行。")
_DESKS_STILL_FULL = frozenset({GROUP_CODE, "KY01", "KY02", "KY0104", "KY0207"})


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or a person as a letter names it."""

    pk: int
    code: str
    name_zh: str
    name_en: str


def duties(keys: Keys) -> list[Duty]:
    """The register of duties of top leaders."""
    return [
        Duty(
            group_id=keys.group,
            post_kind="top_leader",
            unit_kinds=sorted(seed.unit_kinds),
            code=seed.code,
            kind=seed.kind,
            title_zh=seed.title_zh,
            title_en=seed.title_en,
            text_zh=seed.text_zh,
            text_en=seed.text_en,
            basis=seed.basis,
            times_a_year=seed.times,
            month=seed.month or None,
            day=seed.day or None,
            valid_from=IN_FORCE_SINCE,
        )
        for seed in DUTIES
    ]


def matters(keys: Keys, duties_made: Sequence[Duty], seed: int = SEED) -> Iterator[Matter]:
    """The dated duties of 2025 on every desk; what was due by the as-of day is done, but for a few desks."""
    rng = stream(seed, "matters")
    for unit in (GROUP_CODE, *keys.scope.covered):
        leader = keys.scope.leader(unit)
        for duty in duties_made:
            if not fits(duty, keys.scope.units[unit].kind):
                continue
            for due in due_days(duty, YEAR):
                still_open = due > AS_OF
                if still_open and unit not in _DESKS_STILL_FULL:
                    continue
                yield Matter(
                    group_id=keys.group,
                    unit_id=keys.units[unit],
                    duty=duty,
                    title=duty.title_zh,
                    due_on=due,
                    done_on=None if still_open else due - timedelta(days=rng.randint(0, 12)),
                    done_by_id=None if still_open else keys.account_of(leader.staff_no),
                    outcome="" if still_open else rng.choice(_OUTCOMES),
                )


class Letters:
    """The letters of 2025 of all units that carry targets, and who signed them."""

    def __init__(self, keys: Keys, duties_made: Sequence[Duty], seed: int = SEED) -> None:
        self._keys, self._duties, self._rng = keys, duties_made, stream(seed, "letters")
        self._states = dict(seeded.UNSIGNED_LETTERS)
        self._targets: dict[str, list[Target]] = {}
        for (plan, _, unit, _), target in keys.targets.items():
            if plan == ANNUAL:
                self._targets.setdefault(unit, []).append(target)
        self.rows = [self._letter(unit) for unit in keys.scope.covered]

    def _letter(self, unit: str) -> Letter:
        keys, above = self._keys, self._keys.scope.parent(unit)
        state = self._states.get(unit, "in_force")
        letter = Letter(
            group_id=keys.group,
            plan=keys.plans[ANNUAL],
            unit_id=keys.units[unit],
            upper_unit_id=keys.units[above],
            year=YEAR,
            workflow=LETTER_V1.name,
            workflow_version=LETTER_V1.version,
            state=state,
            revision=_STEPS[state],
        )
        if state != "draft":
            letter.content = content_of(
                letter,
                upper=self._party(above),
                lower=self._party(unit),
                targets=self._targets[unit],
                duties=[duty for duty in self._duties if fits(duty, keys.scope.units[unit].kind)],
            )
            letter.sha256 = fingerprint(letter.content)
            letter.offered_at = OFFERED_AT
        if state == "in_force":
            letter.in_force_on = SIGNED_AT.date()
        return letter

    def _party(self, code: str) -> Party:
        keys = self._keys
        unit, leader = keys.scope.units[code], keys.scope.leader(code, SIGNED_AT.date())
        names = self._names(code) or (unit.name_zh, unit.name_en)
        person = Named(keys.people[leader.staff_no], leader.staff_no, leader.name_zh, leader.name_en)
        return Party(Named(keys.units[code], code, *names), person)

    def _names(self, code: str) -> tuple[str, str] | None:
        changes = [c for c in self._keys.scope.structure.changes if c.kind == "rename" and c.unit == code]
        return (changes[-1].name_zh, changes[-1].name_en) if changes else None

    def signatures(self) -> Iterator[LetterSignature]:
        """Below first, above some days later: as far as each letter got."""
        for letter, unit in zip(self.rows, self._keys.scope.covered, strict=True):
            signed = SIGNED_AT + timedelta(minutes=self._rng.randint(-300, 0))
            if letter.state in {"signed_below", "in_force"}:
                yield self._signature(letter, "lower", unit, signed - timedelta(days=self._rng.randint(1, 9)))
            if letter.state == "in_force":
                yield self._signature(letter, "upper", self._keys.scope.parent(unit), signed)

    def _signature(self, letter: Letter, side: str, unit: str, at: datetime) -> LetterSignature:
        leader = self._keys.scope.leader(unit, at.date())
        return LetterSignature(
            letter_id=letter.pk,
            side=side,
            person_id=self._keys.people[leader.staff_no],
            account_id=self._keys.account_of(leader.staff_no),
            person_name=leader.name_zh,
            post="top_leader",
            sha256=letter.sha256,
            at=at,
        )


def supervisions(keys: Keys, seed: int = SEED) -> Iterator[Supervision]:
    """What leaders above want solved."""
    rng = stream(seed, "supervisions")
    issuer = keys.account_of(keys.scope.leader(GROUP_CODE).staff_no)
    for one in SUPERVISIONS:
        due = date.fromisoformat(one.due)
        yield Supervision(
            group_id=keys.group,
            unit_id=keys.units[one.unit],
            from_unit_id=keys.units[GROUP_CODE],
            title=one.title,
            text=one.text,
            due_on=due,
            issued_by_id=issuer,
            issued_at=moment(date.fromisoformat(one.issued), rng),
            answer=one.answer,
            evidence=one.evidence,
            closed_on=due - timedelta(days=rng.randint(2, 20)) if one.state == "closed" else None,
            workflow=SUPERVISION_V1.name,
            workflow_version=SUPERVISION_V1.version,
            state=one.state,
            revision=_SUPERVISION_STEPS[one.state],
        )


def adjustments(keys: Keys) -> Iterator[ScoreAdjustment]:
    """Bonus and deduction points; two still wait for somebody to confirm them."""
    officer = keys.account_of(keys.scope.accounts["keji"])
    auditor = keys.account_of(keys.scope.accounts["shenji"])
    for unit, year, points, title, evidence, confirmed in ADJUSTMENTS:
        yield ScoreAdjustment(
            group_id=keys.group,
            unit_id=keys.units[unit],
            year=year,
            points=points,
            title=title,
            evidence=evidence,
            entered_by_id=officer,
            confirmed_by_id=auditor if confirmed else None,
            confirmed_at=datetime(year, 11, 20, 3, tzinfo=UTC) if confirmed else None,
        )
