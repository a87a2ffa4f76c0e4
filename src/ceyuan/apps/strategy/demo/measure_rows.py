"""Rows of policies and measures, of what each unit made of each measure, and of what people say about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from ceyuan.apps.strategy.demo import measure_lists as lists
from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.measure_lists import MEASURES, MeasureSeed
from ceyuan.apps.strategy.demo.references import Keys
from ceyuan.apps.strategy.demo.scope import AS_OF, GROUP_CODE, SEED, stream
from ceyuan.apps.strategy.models import FeedbackReceipt, Measure, MeasureFeedback, MeasureUptake, Policy
from ceyuan.apps.strategy.workflows import UPTAKE_V1

CELLS, OFFICER = 290, "keji"
_SHARES = (("not_started", 12), ("drafting", 14), ("issued", 22), ("landed", 28), ("effective", 24))
_STEPS = {"not_started": 0, "drafting": 1, "issued": 2, "landed": 3, "effective": 4, "blocked": 2, "ended": 1}
_ENDED = ("19", "KY0902")
_LOCKED_OUT = frozenset({"not_started", "blocked", "ended"})
_COMMENTS = {
    "reached": ("今年已兑现，发放及时。", "流程比以前简单多了。", "评审公开，大家服气。"),
    "heard": ("听过宣贯，还没轮到我们班组。", "知道有这项政策，具体怎么申请不清楚。"),
    "not_reached": ("文件出了，我们这里没有动静。", "名额都在机关，一线没有感觉。", "申请交上去半年没有回音。"),
}


def policies(keys: Keys) -> list[list[Policy]]:
    """The trial rule of 2019 with its end, then the opinion and the eight regulations, one of which replaces it."""
    number, zh, en, issued, ended = lists.SUPERSEDED
    old = _policy(keys, (number, zh, en, issued))
    old.ended_on = ended
    rows = [_policy(keys, facts) for facts in (lists.OPINION, *lists.REGULATIONS)]
    next(row for row in rows if row.document_number == "昆岳科〔2023〕14号").supersedes = old
    return [[old], rows]


def _policy(keys: Keys, facts: tuple[str, str, str, date]) -> Policy:
    number, zh, en, issued = facts
    return Policy(
        group_id=keys.group,
        unit_id=keys.units[GROUP_CODE],
        document_number=number,
        title_zh=zh,
        title_en=en,
        issued_on=issued,
    )


def measures(keys: Keys, opinion: Policy) -> list[list[Measure]]:
    """Headings, then the measures below them."""
    headings = {
        theme: Measure(
            policy=opinion, position=place * 10, number=number, theme=theme, is_heading=True, title_zh=zh, title_en=en
        )
        for place, (number, theme, zh, en) in enumerate(lists.THEMES, start=1)
    }
    for seed in MEASURES:
        low, high, unit = seed.bounds
        keys.measures[seed.number] = Measure(
            policy=opinion,
            parent=headings[seed.theme],
            position=headings[seed.theme].position + 1 + (int(seed.number) - 1) % 5,
            number=seed.number,
            theme=seed.theme,
            title_zh=seed.title_zh,
            title_en=seed.title_en,
            text_zh=seed.text_zh,
            text_en=seed.text_en,
            target_group=seed.target_group,
            lead_unit_id=keys.units[seed.lead_unit],
            due_on=seed.due_on,
            proof=seed.proof,
            needs_own_rule=seed.needs_own_rule,
            floor=Decimal(low) if low else None,
            ceiling=Decimal(high) if high else None,
            bound_unit=unit,
        )
    return [list(headings.values()), list(keys.measures.values())]


class Uptakes:
    """Each measure in each of the 80 units; what is wrong is where `seeded` says, and nowhere else."""

    def __init__(self, keys: Keys, seed: int = SEED) -> None:
        self._keys, self._rng = keys, stream(seed, "uptakes")
        self._officer = keys.account_of(keys.scope.accounts[OFFICER])
        self.rows = [self._uptake(measure, unit) for measure in MEASURES for unit in keys.scope.covered]

    def _uptake(self, measure: MeasureSeed, unit: str) -> MeasureUptake:
        rng, pair = self._rng, (measure.number, unit)
        state = self._state(measure, unit)
        row = MeasureUptake(
            group_id=self._keys.group,
            measure_id=self._keys.measures[measure.number].pk,
            unit_id=self._keys.units[unit],
            workflow=UPTAKE_V1.name,
            workflow_version=UPTAKE_V1.version,
            state=state,
            revision=_STEPS[state],
            changed_at=datetime(2025, 11, 3, 2, tzinfo=UTC) - timedelta(days=rng.randint(0, 200)),
        )
        if state == "blocked":
            row.obstacle = lists.OBSTACLES[seeded.BLOCKED.index(pair)]
        if state not in _LOCKED_OUT and measure.needs_own_rule:
            self._rule(row, measure, unit)
        if state in {"landed", "effective"}:
            self._benefits(row, measure, unit)
        return row

    def _state(self, measure: MeasureSeed, unit: str) -> str:
        pair = (measure.number, unit)
        if pair in seeded.BLOCKED:
            return "blocked"
        if pair == _ENDED:
            return "ended"
        if pair in {one[:2] for one in seeded.OUTSIDE_BOUNDS}:
            return "drafting"
        if pair in seeded.OVERDUE_MEASURES:
            return self._rng.choice(("not_started", "drafting", "issued"))
        if measure.due_on < AS_OF:
            return "landed" if pair in seeded.NOT_FELT or self._rng.random() < 0.45 else "effective"
        return self._rng.choices([state for state, _ in _SHARES], [weight for _, weight in _SHARES])[0]

    def _rule(self, row: MeasureUptake, measure: MeasureSeed, unit: str) -> None:
        rng, low, high = self._rng, *measure.bounds[:2]
        wrong = {one[:2]: one[2] for one in seeded.OUTSIDE_BOUNDS}
        if row.state != "drafting":
            row.own_rule = f"{measure.title_zh}实施细则"
            row.own_rule_number = f"{unit[2:]}科〔{rng.choice((2023, 2024))}〕{rng.randint(3, 60)}号"
        if not low:
            return
        if (measure.number, unit) in wrong:
            row.own_value = Decimal(wrong[measure.number, unit])
        elif row.state != "drafting":
            way = Decimal(high) - Decimal(low)
            row.own_value = Decimal(low) + (way * rng.randint(0, 7) / 10).quantize(Decimal("0.1"))

    def _benefits(self, row: MeasureUptake, measure: MeasureSeed, unit: str) -> None:
        rng = self._rng
        row.beneficiaries = rng.randint(3, 16) if measure.per_head > 50_000 else rng.randint(8, 140)
        row.money_minor = row.beneficiaries * measure.per_head * rng.randint(80, 120)
        latest = min(measure.due_on, date(2025, 10, 31))
        row.landed_on = latest - timedelta(days=rng.randint(3, 260))
        row.evidence = f"{measure.proof.split('、')[0]}（{unit}-{row.landed_on.year}）"
        if row.state == "effective" or rng.random() < 0.3:
            row.verified_by_id = self._officer
            row.verified_at = datetime(2025, 11, 10, 3, tzinfo=UTC) - timedelta(days=rng.randint(0, 60))


class Voices:
    """Anonymous answers, and the receipts that say no more than who took part."""

    def __init__(self, keys: Keys, seed: int = SEED) -> None:
        self._keys, self._rng = keys, stream(seed, "voices")
        staff: dict[str, list[str]] = {}
        for person in keys.scope.people.values():
            staff.setdefault(person.unit, []).append(person.staff_no)
        asked = [
            unit for unit in keys.scope.covered if unit in keys.scope.enterprises and len(staff.get(unit, ())) > 40
        ]
        cells = [(measure.number, unit) for measure in MEASURES for unit in asked]
        chosen = set(self._rng.sample(cells, CELLS)) | set(seeded.NOT_FELT)
        self.answers: list[MeasureFeedback] = []
        self.receipts: list[FeedbackReceipt] = []
        for cell in cells:
            if cell in chosen:
                self._ask(cell, staff[cell[1]])
        self.answers.sort(key=lambda answer: answer.shuffle)

    def _ask(self, cell: tuple[str, str], staff: list[str]) -> None:
        rng, number = self._rng, cell[0]
        count = rng.randint(7, 11)
        missed = (count + 1) // 2 + 1 if cell in seeded.NOT_FELT else rng.randint(0, (count - 1) // 3)
        heard = 1 if cell in seeded.NOT_FELT else rng.randint(1, 3)
        said = ["not_reached"] * missed + ["heard"] * heard + ["reached"] * (count - missed - heard)
        month = date(2025, rng.choice((9, 10)), 1)
        for person, answer in zip(rng.sample(staff, count), said, strict=True):
            self.answers.append(self._answer(cell, answer, month))
            self.receipts.append(
                FeedbackReceipt(
                    person_id=self._keys.people[person], measure_id=self._keys.measures[number].pk, year=AS_OF.year
                )
            )

    def _answer(self, cell: tuple[str, str], said: str, month: date) -> MeasureFeedback:
        rng: Random = self._rng
        return MeasureFeedback(
            measure_id=self._keys.measures[cell[0]].pk,
            unit_id=self._keys.units[cell[1]],
            month=month,
            answer=said,
            comment=rng.choice(_COMMENTS[said]) if rng.random() < 0.12 else "",
            shuffle=UUID(int=rng.getrandbits(128), version=4),
        )
