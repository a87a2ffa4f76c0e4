"""What may be done to the technology tree and to gaps, and what is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.strategy.models import Direction, Gap
from ceyuan.apps.strategy.selectors import directions as selectors
from ceyuan.apps.strategy.services import directions, gaps
from ceyuan.core.kernel import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def make(cast: Cast, code: str, who: str = "st_officer", unit: str = "T", **facts: Any) -> Direction:
    facts.setdefault("name_zh", f"方向{code}")
    return directions.make(actor=cast.members[who].actor, code=code, owner_unit_id=cast.units[unit].pk, **facts)


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


def wrong(problem: pytest.ExceptionInfo[Invalid]) -> dict[str, list[str]]:
    return {name: [reason.code for reason in reasons] for name, reasons in problem.value.fields.items()}


def test_a_direction_is_made_below_another_and_told_in_the_audit(cast: Cast) -> None:
    top = make(cast, "D1", tech_class="chokepoint", trl_wanted=8, wanted_by=2028)
    part = make(cast, "D11", "manager_a", "A", parent_id=top.pk)
    assert part.path == f"{top.path}.{part.pk}"
    assert [act.act for act in audit.of_subject(cast.st_officer.actor, "strategy.direction", part.pk)] == [
        "strategy.direction.made"
    ]


def test_a_unit_makes_no_direction_at_the_top_and_none_for_another_unit(cast: Cast) -> None:
    with refused("strategy.top_direction_of_group"):
        make(cast, "D1", "manager_a", "A")
    top = make(cast, "D1")
    with refused("strategy.not_steering"):
        make(cast, "D2", "manager_a", "B", parent_id=top.pk)
    with refused("strategy.not_steering"):
        make(cast, "D2", "auditor", "A", parent_id=top.pk)
    assert Direction.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"code": ""}, "code", "strategy.direction_code"),
        ({"code": "D1"}, "code", "strategy.direction_code_taken"),
        ({"name_zh": " "}, "name_zh", "kit.required"),
        ({"tech_class": "x"}, "tech_class", "kit.not_a_choice"),
        ({"trl_wanted": 10}, "trl_wanted", "strategy.trl_range"),
        ({"trl_wanted": 8, "wanted_by": 1999}, "wanted_by", "strategy.year_range"),
        ({"trl_wanted": None, "wanted_by": 2028}, "trl_wanted", "strategy.year_without_level"),
    ],
)
def test_wrong_facts_are_told_beside_their_field(cast: Cast, facts: dict[str, Any], field: str, code: str) -> None:
    make(cast, "D1")
    with pytest.raises(Invalid) as problem:
        make(cast, **{"code": "D2", **facts})
    assert wrong(problem)[field] == [code]
    assert Direction.objects.count() == 1


def test_a_direction_moves_with_all_below_it_but_never_under_its_own_part(cast: Cast) -> None:
    actor = cast.st_officer.actor
    one, other = make(cast, "D1"), make(cast, "D2")
    part = make(cast, "D11", parent_id=one.pk)
    leaf = make(cast, "D111", parent_id=part.pk)
    with refused("strategy.cyclic_direction"):
        directions.move(actor=actor, direction_id=one.pk, parent_id=leaf.pk)
    with refused("strategy.cyclic_direction"):
        directions.move(actor=actor, direction_id=one.pk, parent_id=one.pk)
    directions.move(actor=actor, direction_id=part.pk, parent_id=other.pk)
    leaf.refresh_from_db()
    assert leaf.path == f"{other.path}.{part.pk}.{leaf.pk}"


def test_a_direction_of_another_group_is_neither_parent_nor_found(cast: Cast) -> None:
    foreign = Direction.objects.create(group=cast.other_group, code="F", name_zh="外部", owner_unit=cast.units["X"])
    with pytest.raises(Invalid) as problem:
        make(cast, "D1", parent_id=foreign.pk)
    assert wrong(problem) == {"parent_id": ["strategy.unknown_direction"]}
    with refused("strategy.unknown_direction"):
        directions.close(actor=cast.st_officer.actor, direction_id=foreign.pk, reason="不再做")


def test_a_direction_with_open_parts_is_not_closed_and_a_closed_one_not_changed(cast: Cast) -> None:
    actor = cast.st_officer.actor
    one = make(cast, "D1")
    part = make(cast, "D11", parent_id=one.pk)
    with refused("strategy.direction_has_parts"):
        directions.close(actor=actor, direction_id=one.pk, reason="合并")
    directions.close(actor=actor, direction_id=part.pk, reason="合并")
    with refused("strategy.direction_closed"):
        directions.edit(actor=actor, direction_id=part.pk, name_zh="新名")


def test_levels_are_noted_in_order_on_evidence_and_may_fall(cast: Cast) -> None:
    actor = cast.st_officer.actor
    one = make(cast, "D1", trl_wanted=8)

    def note(on: date, trl: int, evidence: str = "鉴定报告") -> None:
        directions.note_level(actor=actor, direction_id=one.pk, on=on, trl=trl, evidence=evidence, today=TODAY)

    note(date(2024, 1, 1), 4)
    note(date(2025, 1, 1), 6)
    note(date(2026, 1, 1), 5)
    now = selectors.levels_now([one.pk])[one.pk]
    assert (now.trl, now.on, now.risen_on) == (5, date(2026, 1, 1), date(2025, 1, 1))
    for on, trl, evidence, field in (
        (date(2025, 6, 1), 6, "报告", "on"),
        (TODAY + timedelta(days=1), 6, "报告", "on"),
        (date(2026, 2, 1), 0, "报告", "trl"),
        (date(2026, 2, 1), 6, " ", "evidence"),
    ):
        with pytest.raises(Invalid) as problem:
            note(on, trl, evidence)
        assert list(wrong(problem)) == [field]
    assert one.levels.count() == 3


def test_the_owner_does_not_assess_the_own_direction(cast: Cast) -> None:
    actor = cast.st_officer.actor
    one = make(cast, "D1")
    directions.assign_owner(actor=actor, direction_id=one.pk, owner_id=cast.st_officer.person.pk)
    with refused("strategy.owner_assesses"):
        directions.note_level(actor=actor, direction_id=one.pk, on=TODAY, trl=3, evidence="报告", today=TODAY)
    directions.assign_owner(actor=actor, direction_id=one.pk, owner_id=cast.manager_a.person.pk)
    directions.note_level(actor=actor, direction_id=one.pk, on=TODAY, trl=3, evidence="报告", today=TODAY)
    with pytest.raises(Invalid):
        directions.assign_owner(actor=actor, direction_id=one.pk, owner_id=cast.stranger.person.pk)


def admitted(cast: Cast, who: str = "manager_a", unit: str = "A", **facts: Any) -> Gap:
    texts = {name: f"{name}内容" for name in gaps.TEXTS}
    given = {"owner_id": cast.member_a.person.pk, "due_on": timezone.localdate() + timedelta(days=30), **texts, **facts}
    return gaps.admit(actor=cast.members[who].actor, unit_id=cast.units[unit].pk, **given)


def test_a_gap_is_whole_or_not_admitted(cast: Cast) -> None:
    with pytest.raises(Invalid) as problem:
        admitted(cast, cause=" ", held="")
    assert wrong(problem) == {"held": ["kit.required"], "cause": ["kit.required"]}
    with pytest.raises(Invalid) as problem:
        admitted(cast, due_on=timezone.localdate() - timedelta(days=1))
    assert wrong(problem) == {"due_on": ["strategy.due_in_past"]}
    with refused("strategy.not_steering"):
        admitted(cast, unit="B")
    assert Gap.objects.count() == 0


def test_the_owner_reports_and_the_office_closes_on_evidence(cast: Cast) -> None:
    gap = admitted(cast)
    gaps.report(actor=cast.member_a.actor, gap_id=gap.pk, progress="样机已试制")
    with refused("strategy.not_steering"):
        gaps.close(actor=cast.member_a.actor, gap_id=gap.pk, evidence="报告")
    with refused("strategy.not_steering"):
        gaps.report(actor=cast.manager_b.actor, gap_id=gap.pk, progress="与我无关")
    with pytest.raises(Invalid):
        gaps.close(actor=cast.manager_a.actor, gap_id=gap.pk, evidence=" ")
    closed = gaps.close(actor=cast.manager_a.actor, gap_id=gap.pk, evidence="验收报告")
    assert (closed.progress, closed.closing_evidence) == ("样机已试制", "验收报告")
    with refused("strategy.gap_closed"):
        gaps.edit(actor=cast.manager_a.actor, gap_id=gap.pk, title="新题")


def test_a_later_day_needs_a_reason(cast: Cast) -> None:
    gap = admitted(cast)
    actor, later = cast.manager_a.actor, gap.due_on + timedelta(days=60)
    with pytest.raises(Invalid) as problem:
        gaps.edit(actor=actor, gap_id=gap.pk, due_on=later)
    assert wrong(problem) == {"reason": ["strategy.later_needs_reason"]}
    gaps.edit(actor=actor, gap_id=gap.pk, due_on=later, reason="设备到货推迟")
    gap.refresh_from_db()
    assert gap.due_on == later
