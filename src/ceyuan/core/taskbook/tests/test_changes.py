from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.taskbook import (
    Change,
    apply,
    change_class,
    collisions,
    compare,
    plain,
    section,
    value_at,
)
from ceyuan.core.taskbook.parts import Deliverable, Named
from ceyuan.core.taskbook.tests.examples import books, complete, indicator


def _only(old, new):
    (change,) = compare(old, new)
    return change


@given(books(), books())
@settings(max_examples=80, deadline=None)
def test_the_differences_lead_from_one_book_to_the_other_and_back(old, new):
    changes = compare(old, new)
    assert apply(old, changes) == new
    assert apply(new, compare(new, old)) == old
    assert [Change.read(change.told()) for change in changes] == changes


@given(books())
@settings(max_examples=30, deadline=None)
def test_a_book_does_not_differ_from_itself(book):
    assert compare(book, book) == []
    assert change_class([]) is None


@given(books(), books())
@settings(max_examples=40, deadline=None)
def test_the_highest_class_wins_and_every_change_has_one(old, new):
    changes = compare(old, new)
    classes = {change.change_class for change in changes}
    assert classes <= {"A", "B", "C"}
    assert change_class(changes) == (min(classes) if classes else None)


@given(books(), books())
@settings(max_examples=40, deadline=None)
def test_every_path_leads_to_the_value_it_names(old, new):
    for change in compare(old, new):
        if change.kind == "changed":
            assert value_at(new, change.path) == change.new
            assert value_at(old, change.path) == change.old


@pytest.mark.parametrize(
    ("fields", "path", "wanted"),
    [
        ({"title": "别的"}, "header.title", "A"),
        ({"ends_on": date(2027, 6, 30)}, "header.ends_on", "A"),
        ({"leader": Named("p9", "王")}, "header.leader", "A"),
        ({"leader": Named("p1", "李 明")}, "header.leader.name", "C"),
        ({"lead_unit": Named("5", "研究院")}, "header.lead_unit", "A"),
        ({"user_unit": Named("5", "研究院")}, "header.user_unit", "B"),
        ({"number": "RW-2"}, "header.number", "C"),
    ],
)
def test_the_class_of_a_change_on_the_cover(fields, path, wanted):
    book = complete()
    change = _only(book, replace(book, header=replace(book.header, **fields)))
    assert (change.path, change.change_class) == (path, wanted)


def test_the_class_of_changes_in_the_content():
    book = complete()
    content, budget = book.content, book.budget
    moved = replace(budget, items=(replace(budget.items[0], amount_minor=1), *budget.items[1:]))
    for new, wanted in (
        (replace(book, content=replace(content, technical_route="新路线")), "B"),
        (replace(book, content=replace(content, background="背景")), "C"),
        (replace(book, content=replace(content, goals=())), "A"),
        (replace(book, budget=moved), "B"),
        (replace(book, budget=replace(budget, total_minor=1)), "A"),
        (replace(book, participants=()), "B"),
        (replace(book, milestones=book.milestones[:1]), "A"),
        (replace(book, deliverables=()), "A"),
        (replace(book, indicators=(indicator(name="新名"),)), "A"),
        (replace(book, risks=()), None),
    ):
        assert change_class(compare(book, new)) == wanted


def test_a_renamed_indicator_is_the_same_indicator():
    book = complete()
    change = _only(book, replace(book, indicators=(indicator(name="电耗"),)))
    assert change.path == "indicators[i1].name"
    assert (change.old, change.new, change.is_lowered) == ("吨铝直流电耗", "电耗", False)


def test_asking_for_less_is_marked():
    book = complete()
    higher = _only(book, replace(book, indicators=(indicator(final=Decimal(12900)),)))
    lower = _only(book, replace(book, indicators=(indicator(final=Decimal(12700)),)))
    assert (higher.is_lowered, lower.is_lowered) == (True, False)
    assert _only(book, replace(book, deliverables=())).is_lowered


def test_a_deliverable_given_up_is_major_and_a_delivered_one_is_not():
    book = complete()
    given_up, delivered = (
        _only(book, replace(book, deliverables=(replace(book.deliverables[0], state=state),)))
        for state in ("cancelled", "delivered")
    )
    assert (given_up.change_class, given_up.is_lowered) == ("A", True)
    assert (delivered.change_class, delivered.is_lowered) == ("C", False)


def test_a_change_that_starts_from_another_value_is_refused():
    book = complete()
    mine = compare(book, replace(book, indicators=(indicator(final=Decimal(12700)),)))
    theirs = replace(book, indicators=(indicator(final=Decimal(12600)),))
    with pytest.raises(Refused, match=r"taskbook\.change_stale"):
        apply(theirs, mine)
    with pytest.raises(Refused, match=r"taskbook\.change_lost"):
        apply(replace(book, indicators=()), mine)
    added = compare(book, replace(book, deliverables=(*book.deliverables, Deliverable("d2"))))
    with pytest.raises(Refused, match=r"taskbook\.change_stale"):
        apply(apply(book, added), added)


def test_a_new_value_that_does_not_fit_is_refused():
    with pytest.raises(Invalid):
        apply(complete(), [Change("header.ends_on", "2026-12-31", "tomorrow", "A")])


@pytest.mark.parametrize("path", ["", ".", "[a]", "indicators[", "indicators[]", "Header", "header..title"])
def test_a_path_that_is_none_is_refused(path):
    with pytest.raises(Refused, match=r"taskbook\.(path_bad|change_lost)"):
        value_at(complete(), path)


def test_requests_collide_on_the_same_place_and_on_what_one_takes_away():
    book = complete()
    eased = compare(book, replace(book, indicators=(indicator(final=Decimal(12900)),)))
    dropped = compare(book, replace(book, indicators=()))
    retitled = compare(book, replace(book, header=replace(book.header, title="别的")))
    assert collisions(eased, eased) == ["indicators[i1].final"]
    assert collisions(eased, dropped) == ["indicators[i1].final"]
    assert collisions(dropped, eased) == ["indicators[i1]"]
    assert collisions(eased, retitled) == []


def test_the_order_of_a_list_is_editorial():
    book = complete()
    change = _only(book, replace(book, milestones=book.milestones[::-1]))
    assert (change.path, change.kind, change.change_class) == ("milestones#order", "reordered", "C")
    assert plain("topics[WP1.2].tasks[a].title") == "topics[].tasks[].title"
    assert section("topics[WP1.2].tasks[a].title") == "topics"
