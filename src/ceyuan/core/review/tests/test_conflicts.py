from datetime import date

import pytest

from ceyuan.core.kernel import Refused
from ceyuan.core.review.conflicts import (
    Case,
    ConflictKind,
    ConflictRules,
    Conflicts,
    Declaration,
    Expert,
    SharedWork,
    Tie,
    Ties,
)
from ceyuan.core.review.standing import Abstention, Recusal, Standing, Standings, recusals

TODAY = date(2026, 3, 1)
WANG = Expert("x1", "wang", "institute", "new-energy")
PARENTS = {"institute": "holding", "holding": "group", "works": "institute", "branch": "works"}


def kinds(case, ties=None, experts=(WANG,), rules=None, others=()):
    found = Conflicts(experts, [case, *others], ties or Ties(PARENTS), TODAY, rules)
    return [one.kind for one in found.between("x1", case.key)]


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        ("institute", [ConflictKind.SAME_ENTITY]),
        ("works", [ConflictKind.PARENT_ENTITY]),
        ("holding", [ConflictKind.CHILD_ENTITY]),
        ("group", []),
        ("branch", []),
        ("stranger", []),
    ],
)
def test_the_same_legal_entity_and_its_direct_parent_and_child_conflict_and_no_further(entity, expected):
    assert kinds(Case("b", frozenset({entity}))) == expected


def test_an_expert_without_entity_has_no_conflict_with_a_case_without():
    assert kinds(Case("b", frozenset({""})), experts=[Expert("x1", "wang")]) == []


def test_the_strategic_unit_counts_only_where_the_rules_say_so():
    case = Case("b", frozenset({"far"}), strategic_units=frozenset({"new-energy"}))
    assert kinds(case) == []
    assert kinds(case, rules=ConflictRules(strategic_unit=True)) == [ConflictKind.STRATEGIC_UNIT]


@pytest.mark.parametrize("kind", [ConflictKind.CO_PROJECT, ConflictKind.CO_AUTHOR, ConflictKind.CO_INVENTOR])
@pytest.mark.parametrize(
    ("ended", "until"),
    [
        (date(2023, 3, 2), date(2026, 3, 2)),
        (date(2023, 3, 1), None),
        (date(2020, 1, 1), None),
    ],
)
def test_shared_work_counts_for_three_years_to_the_day(kind, ended, until):
    work = SharedWork(kind, "Cells", frozenset({"wang", "li"}), ended)
    found = Conflicts([WANG], [Case("b", people=frozenset({"li"}))], Ties(works=[work]), TODAY)
    assert [(one.kind, one.until) for one in found.between("x1", "b")] == ([(kind, until)] if until else [])


def test_work_that_goes_on_counts_without_end_and_the_29th_of_february_lapses_on_the_first_of_march():
    work = SharedWork(ConflictKind.CO_PROJECT, "Cells", frozenset({"wang", "li"}))
    leap = SharedWork(ConflictKind.CO_AUTHOR, "Leap", frozenset({"wang", "li"}), date(2024, 2, 29))
    found = Conflicts([WANG], [Case("b", people=frozenset({"li"}))], Ties(works=[work, leap]), TODAY)
    assert [one.until for one in found.between("x1", "b")] == [None, date(2027, 3, 1)]


def test_own_similar_related_declared_and_named_cases_conflict_with_reasons():
    own = Case("own", people=frozenset({"wang"}))
    like = Case("like", people=frozenset({"li"}), similar=frozenset({"own"}))
    named = Case("named", unsuitable=frozenset({"x1"}))
    taught = Case("taught", people=frozenset({"zhao"}))
    told = Case("told")
    ties = Ties(
        relations=[Tie(ConflictKind.TEACHER_STUDENT, "zhao", "wang"), Tie(ConflictKind.RELATIVE, "wang", "li")],
        declarations=[Declaration("x1", "told", "advises the team")],
    )
    found = Conflicts([WANG], [own, like, named, taught, told], ties, TODAY)
    cases = ("own", "like", "named", "taught", "told")
    assert {case: [one.kind.value for one in found.between("x1", case)] for case in cases} == {
        "own": ["own_application"],
        "like": ["similar_application", "relative"],
        "named": ["unsuitable"],
        "taught": ["teacher_student"],
        "told": ["declared"],
    }
    assert found.exclusions("told")["x1"][0].code == "review.conflict_declared"
    assert found.exclusions("told")["x1"][0].facts["words"] == "advises the team"
    assert ("x1", "like") in found.forbidden_pairs()
    assert len(found) == 5


def test_at_most_three_experts_may_be_named_unsuitable():
    with pytest.raises(Refused) as refusal:
        Conflicts([WANG], [Case("b", unsuitable=frozenset("abcd"))], Ties(), TODAY)
    assert refusal.value.reason.code == "review.too_many_unsuitable"
    assert refusal.value.reason.facts["named"] == 4


def test_one_expert_may_have_several_conflicts_each_told_once():
    work = SharedWork(ConflictKind.CO_AUTHOR, "A", frozenset({"wang", "li", "zhao"}), date(2025, 1, 1))
    case = Case("b", frozenset({"institute"}), frozenset({"li", "zhao"}))
    found = Conflicts([WANG], [case], Ties(works=[work]), TODAY).between("x1", "b")
    assert [one.kind.value for one in found] == ["same_entity", "co_author", "co_author"]
    assert len(set(map(repr, found))) == 3


def test_a_recusal_hides_the_case_and_lasts_while_an_abstention_does_neither():
    abstentions = [Abstention("x1", "b"), Abstention("x2", "b")]
    standings = Standings([Recusal("x1", "b", words="ordered by the chair")], abstentions)
    assert standings.of("x1", "b") is Standing.RECUSED
    assert standings.of("x2", "b") is Standing.ABSTAINED
    assert standings.of("x3", "b") is Standing.ENTITLED
    assert [standings.of(who, "b").sees_case for who in ("x1", "x2", "x3")] == [False, True, True]
    assert [standings.of(who, "b").counts_as_entitled for who in ("x1", "x2", "x3")] == [False, True, True]
    assert [standings.of(who, "b").judges for who in ("x1", "x2", "x3")] == [False, False, True]
    assert [standings.of(who, "b").assignable for who in ("x1", "x2", "x3")] == [False, False, True]
    assert standings.barred() == {("x1", "b"), ("x2", "b")}
    assert standings.recused("b") == {"x1"}


def test_the_refusal_to_a_recused_expert_names_no_case():
    standings = Standings([Recusal("x1", "b", words="ordered")], [Abstention("x2", "b")])
    assert dict(standings.objection("x1", "b").facts) == {}
    assert standings.objection("x2", "b").code == "review.abstained"
    assert standings.objection("x3", "b") is None


def test_a_recusal_needs_a_conflict_or_a_reason_and_conflicts_make_recusals():
    with pytest.raises(Refused) as refusal:
        Recusal("x1", "b", words="  ")
    assert refusal.value.reason.code == "review.recusal_without_reason"
    found = Conflicts([WANG], [Case("b", frozenset({"institute"}), unsuitable=frozenset({"x1"}))], Ties(), TODAY)
    made = recusals(found.between("x1", "b"))
    assert [(one.expert, one.case, len(one.conflicts)) for one in made] == [("x1", "b", 2)]
