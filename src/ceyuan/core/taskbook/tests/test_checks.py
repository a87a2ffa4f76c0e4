import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from ceyuan.core.kernel import Period, Refused
from ceyuan.core.taskbook import (
    NATIONAL_CEILING,
    Bracket,
    Context,
    IndirectCeiling,
    TaskBook,
    blocking,
    public_part,
    validate,
)
from ceyuan.core.taskbook.codes import FORMULAS, LEAVES, REASONS
from ceyuan.core.taskbook.money_parts import BudgetItem, EquipmentItem
from ceyuan.core.taskbook.parts import Cooperation, Goal, Member, MonthsOfYear, Named
from ceyuan.core.taskbook.tests.examples import books, complete, indicator, lump_sum

ROOM = Path(__file__).resolve().parents[1]


def _codes(book, context=None):
    return {(finding.code.removeprefix("taskbook."), finding.path) for finding in validate(book, context)}


def _header(**fields):
    book = complete()
    return replace(book, header=replace(book.header, **fields))


def _content(**fields):
    book = complete()
    return replace(book, content=replace(book.content, **fields))


def _budget(**fields):
    book = complete()
    return replace(book, budget=replace(book.budget, **fields))


def _milestones(*changes):
    book = complete()
    pairs = zip(book.milestones, changes, strict=True)
    return replace(book, milestones=tuple(replace(one, **fields) for one, fields in pairs))


def test_a_complete_book_has_nothing_to_find():
    assert validate(complete()) == []
    assert validate(lump_sum()) == []


@given(books())
@settings(max_examples=60, deadline=None)
def test_any_book_gets_findings_with_listed_codes_and_facts(book):
    for finding in validate(book, Context(sources=(indicator("s1"),))):
        assert set(finding.facts) == set(REASONS[finding.code])
        assert finding.path


def test_an_empty_book_says_what_has_to_come():
    codes = {finding.code for finding in blocking(validate(TaskBook()))}
    assert {"taskbook.no_goals", "taskbook.no_indicators", "taskbook.no_milestones", "taskbook.no_budget"} <= codes


@pytest.mark.parametrize(
    ("book", "finding"),
    [
        (_header(title=" "), ("field_missing", "header.title")),
        (_header(leader=None), ("field_missing", "header.leader")),
        (_header(title="长" * 31), ("title_too_long", "header.title")),
        (_header(ends_on=date(2024, 1, 1)), ("period_reversed", "header.ends_on")),
        (_content(background=""), ("text_blank", "content.background")),
        (_content(trl_start=0), ("trl_outside", "content.trl_start")),
        (_content(trl_target=3), ("trl_falls", "content.trl_target")),
        (_content(trl_evidence=""), ("text_blank", "content.trl_evidence")),
        (_content(goals=()), ("no_goals", "content.goals")),
        (_content(goals=(Goal("g1", "a"), Goal("g2", "b"))), ("goal_uncovered", "content.goals[g2]")),
        (replace(complete(), indicators=()), ("no_indicators", "indicators")),
        (replace(complete(), milestones=()), ("no_milestones", "milestones")),
        (_milestones({}, {"payment_share_ppm": 599_999}), ("shares_not_whole", "milestones")),
        (_milestones({"payment_share_ppm": -1}, {"payment_share_ppm": 1_000_001}), ("shares_not_whole", "milestones")),
        (_milestones({"due_on": date(2024, 12, 31)}, {}), ("date_outside_project", "milestones[m1].due_on")),
        (_milestones({}, {"due_on": date(2027, 1, 1)}), ("date_outside_project", "milestones[m2].due_on")),
        (_milestones({"criteria": ""}, {}), ("criteria_missing", "milestones[m1].criteria")),
        (_milestones({"due_on": None}, {}), ("field_missing", "milestones[m1].due_on")),
        (_budget(total_minor=1), ("topics_differ", "topics")),
        (_budget(total_minor=1), ("funding_differs", "funding")),
        (_budget(total_minor=1), ("items_differ", "budget.items")),
        (_budget(total_minor=0), ("no_budget", "budget.total_minor")),
        (_budget(total_minor=-5), ("amount_negative", "budget.total_minor")),
        (_budget(capitalised_ppm=1_000_001), ("share_outside", "budget.capitalised_ppm")),
        (
            _budget(equipment=(EquipmentItem("e1", "炉", 2025, 1, 300_000_001),)),
            ("equipment_exceeds", "budget.equipment"),
        ),
        (replace(complete(), agreements=()), ("agreement_missing", "participants[3]")),
        (replace(complete(), agreements=()), ("ip_agreement_missing", "agreements")),
        (replace(complete(), people=()), ("leader_not_in_team", "people")),
        (replace(complete(), annual_plan=()), ("years_unplanned", "annual_plan")),
        (
            replace(complete(), cooperation=(Cooperation("c1", "大学", amount_minor=1),)),
            ("contract_missing", "cooperation[c1].contract_number"),
        ),
    ],
)
def test_each_rule_finds_what_breaks_it(book, finding):
    assert finding in _codes(book)


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"method": ""}, ("method_missing", "method")),
        ({"evidence": " "}, ("evidence_missing", "evidence")),
        ({"third_party": None}, ("third_party_unsaid", "third_party")),
        ({"unit_of_measure": ""}, ("unit_missing", "unit_of_measure")),
        ({"final": None}, ("final_missing", "final")),
        ({"final": Decimal(13351)}, ("target_behind_baseline", "final")),
        ({"direction": "at_least", "final": Decimal(13000)}, ("target_behind_baseline", "final")),
        ({"direction": "range", "final_to": Decimal(1)}, ("range_reversed", "final_to")),
        ({"direction": "range"}, ("final_missing", "final")),
        ({"kind": "quality"}, ("final_missing", "final_text")),
        ({"kind": "milestone"}, ("final_missing", "due_on")),
        ({"kind": "milestone", "due_on": date(2030, 1, 1)}, ("date_outside_project", "due_on")),
        ({"topic": ""}, ("indicator_orphan", "topic")),
        ({"topic": "t9"}, ("reference_unknown", "topic")),
        ({"goal": "g9"}, ("reference_unknown", "goal")),
        ({"weight_ppm": 999_999}, ("weights_not_whole", "")),
    ],
)
def test_each_rule_of_indicators_finds_what_breaks_it(fields, finding):
    code, name = finding
    path = f"indicators[i1].{name}" if name else "indicators"
    assert (code, path) in _codes(replace(complete(), indicators=(indicator(**fields),)))


def test_only_binding_indicators_have_to_be_checkable():
    fields = {"method": "", "evidence": "", "third_party": None, "is_binding": False}
    assert validate(replace(complete(), indicators=(indicator(**fields),))) == []


def test_none_is_an_answer_where_a_text_is_required():
    assert ("text_blank", "content.innovations") not in _codes(_content(innovations="无"))
    assert ("text_blank", "content.innovations") in _codes(_content(innovations="  "))


def test_dates_lie_inside_the_programme():
    inside = Context(programme_period=Period(date(2024, 1, 1), date(2027, 1, 1)))
    assert _codes(complete(), inside) == set()
    late = Context(programme_period=Period(date(2025, 3, 1), None))
    assert ("outside_programme", "header.starts_on") in _codes(complete(), late)
    short = Context(programme_period=Period(date(2025, 1, 1), date(2026, 12, 31)))
    assert ("outside_programme", "header.ends_on") in _codes(complete(), short)


def test_nobody_is_planned_for_more_than_full_time_over_all_projects():
    other = {"p1": {2025: Decimal("6.1")}}
    (finding,) = validate(complete(), Context(other_months=other))
    assert (finding.code, finding.severity) == ("taskbook.overloaded", "warning")
    assert finding.facts == {"person": "李明", "year": "2025", "months": "12.1", "most": "12"}
    assert validate(complete(), Context(other_months={"p1": {2025: Decimal(6)}})) == []
    negative = replace(complete(), people=(Member("p1", months=(MonthsOfYear("2025", Decimal(-1)),)),))
    assert ("months_negative", "people[p1].months[2025]") in _codes(negative)
    assert ("leads_too_many", "header.leader") in _codes(complete(), Context(leads_elsewhere=2))


def test_indirect_cost_has_a_progressive_ceiling():
    million = 100_000_000
    assert NATIONAL_CEILING.of(17 * million, 3 * million) == 355 * million // 100
    assert NATIONAL_CEILING.of(5 * million, 0) == 15 * million // 10
    assert NATIONAL_CEILING.of(1, 5) == 0
    items = complete().budget.items
    over = _budget(
        items=(*items[:2], replace(items[2], amount_minor=699_999_999), replace(items[3], amount_minor=355_000_001))
    )
    assert ("indirect_above", "budget.items") in _codes(over)
    assert ("indirect_above", "budget.items") not in _codes(over, Context(indirect=None))
    with pytest.raises(Refused):
        IndirectCeiling((Bracket(5, 1), Bracket(3, 1), Bracket(None, 1)))


def test_a_lump_sum_has_a_commitment_and_a_negative_list_and_no_items():
    book = lump_sum()
    assert ("commitment_missing", "budget.lump_sum") in _codes(
        replace(book, budget=replace(book.budget, lump_sum=None))
    )
    empty = replace(book.budget.lump_sum, negative_list=())
    found = _codes(replace(book, budget=replace(book.budget, lump_sum=empty)))
    assert found == {("negative_list_empty", "budget.lump_sum.negative_list")}
    itemised = replace(book, budget=replace(book.budget, items=(BudgetItem("b1", "group", 2025, "labour", 1),)))
    assert ("lump_sum_itemised", "budget.items") in _codes(itemised)
    assert ("lump_sum_unused", "budget.lump_sum") in _codes(replace(book, header=complete().header))


def test_of_a_classified_project_only_the_public_part_may_be_kept():
    secret = _header(secrecy="secret")
    found = _codes(secret)
    assert {code for code, _ in found} == {"classified_content"}
    assert {"header.leader", "content.background", "indicators[i1]", "milestones[m1]", "budget.total_minor"} <= {
        path for _, path in found
    }
    kept = public_part(secret)
    assert validate(kept) == []
    assert (kept.header.title, kept.header.lead_unit) == ("超大型电解槽节能技术", Named("2", "铝业公司"))
    assert [one.key for one in kept.milestones] == ["m1", "m2"]


def test_every_code_in_the_room_is_listed_and_every_listed_code_is_given_out():
    files = [path for path in ROOM.rglob("*.py") if "tests" not in path.parts and path.name != "codes.py"]
    used = {code for path in files for code in re.findall(r'"(taskbook\.[a-z_]+)"', path.read_text(encoding="utf-8"))}
    assert used == {*REASONS, *FORMULAS, *LEAVES}
