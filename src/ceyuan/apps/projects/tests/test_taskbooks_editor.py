"""The editor of task books reaches every field that a person sets, in order, without losing what anybody typed."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given

from ceyuan.apps.projects.forms.taskbook_fields import CHOSEN, FIXED
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services.taskbooks import budget_mode, editing
from ceyuan.apps.projects.services.taskbooks.held import write
from ceyuan.apps.projects.taskbook_paper import facts_of
from ceyuan.apps.projects.tests.contracts_desk import TOTAL, ContractsDesk
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import Context, TaskBook, compare, is_keyed, plain, shape_of, validate
from ceyuan.core.taskbook.tests.examples import books


def _leaves(cls: Any = TaskBook, path: str = "") -> set[str]:
    """Every field of the tree: values, and units, people and chosen items named as a whole."""
    found: set[str] = set()
    for name, shape in shape_of(cls).items():
        where = f"{path}.{name}".removeprefix(".")
        if shape.kind == "list" and where not in CHOSEN:
            found |= _leaves(shape.of, f"{where}[]")
        elif shape.kind == "part" and not shape.is_record:
            found |= _leaves(shape.of, where)
        else:
            found.add(where)
    return found


def _places() -> set[str]:
    """Every field with all lists, lines and parts around it."""
    found = set(_leaves())
    for leaf in _leaves():
        steps = leaf.split(".")
        for last in range(1, len(steps)):
            around = ".".join(steps[:last])
            found |= {around, around.removesuffix("[]")}
    return found


PLACES = _places()


def _full(cls: Any = TaskBook) -> Any:
    """A book with a line in every list."""
    values: dict[str, Any] = {"key": "k1"} if is_keyed(cls) else {}
    for name, shape in shape_of(cls).items():
        if shape.kind == "list":
            values[name] = (_full(shape.of),)
        elif shape.kind == "part":
            values[name] = _full(shape.of)
        elif shape.kind == "text" and not shape.choices:
            values[name] = f"～{name}～"
    return cls(**values)


@given(books(), books())
def test_every_finding_and_difference_names_a_place_of_the_editor(some: TaskBook, other: TaskBook) -> None:
    named = [one.path for one in validate(some, Context())] + [one.path for one in compare(some, other)]

    for path in named:
        bare = plain(path)
        inside_a_chosen_list = any(bare.startswith(f"{chosen}[]") for chosen in CHOSEN)
        whole_record = bare.rpartition(".")[0] in PLACES and bare.endswith(".name")
        assert bare in PLACES or inside_a_chosen_list or whole_record, path


def _edit(one: TaskBookVersion, path: str, act: str = "edit", **more: str) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse(f'projects:taskbook_{act}', args=[one.pk])}?at={path}{query}"


def _typed(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for bound in client.get(url).context["form"]:
        value = bound.value()
        if value not in (None, False):
            sent[bound.html_name] = value if isinstance(value, list) else str(value)
    return {**sent, **changes}


def _now(one: TaskBookVersion) -> TaskBook:
    return taskbooks.wording(TaskBookVersion.objects.get(pk=one.pk))


@pytest.mark.django_db
def test_every_field_is_reached_from_the_page_or_set_by_the_system_for_a_reason(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    book = _full()
    header = replace(book.header, budget_mode="lump_sum", starts_on=date(2025, 1, 1), ends_on=date(2026, 12, 31))
    write(contracts_desk.office, one, replace(book, header=header))
    client = contracts_desk.cast.st_officer.client()

    edit = reverse("projects:taskbook_edit", args=[one.pk])
    waiting, seen, reached = [reverse("projects:taskbook_version", args=[one.pk])], set(), set()
    while waiting:
        url = waiting.pop()
        seen.add(url)
        answer = client.get(url)
        assert answer.status_code == 200, url
        if url.startswith(edit):
            path = parse_qs(urlsplit(url).query)["at"][0]
            reached |= {plain(f"{path}.{name}") for name in answer.context["form"].fields}
        links = {html.unescape(link) for link in re.findall(r'href="([^"#]+)', answer.content.decode())}
        waiting += [link for link in links if link.startswith(edit) and link not in seen and link not in waiting]

    assert _leaves() - reached == set(FIXED)
    assert all(FIXED.values())


@pytest.mark.django_db
def test_every_text_that_a_person_writes_stands_on_paper(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    write(contracts_desk.office, one, replace(_full(), header=replace(_full().header, budget_mode="lump_sum")))

    printed = str(facts_of(TaskBookVersion.objects.get(pk=one.pk)))

    texts = {leaf.rpartition(".")[2] for leaf in _leaves() if leaf not in FIXED}
    written = {name for name in texts if f"～{name}～" in str(_full())}
    # The words of a quality or a day stand in the place of the number where there is none.
    assert {name for name in written if f"～{name}～" not in printed} == set()


@pytest.mark.django_db
def test_lines_are_moved_and_a_line_changed_meanwhile_is_not_thrown_away(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    client = contracts_desk.cast.st_officer.client()

    client.post(_edit(one, "milestones[m2]", "move", to="up"))
    assert [line.key for line in _now(one).milestones] == ["m2", "m1"]
    client.post(_edit(one, "milestones[m2]", "move", to="up"))
    assert [line.key for line in _now(one).milestones] == ["m2", "m1"]

    page = client.get(reverse("projects:taskbook_version", args=[one.pk])).content.decode()
    remove = next(
        html.unescape(link)
        for link in re.findall(r'action="([^"]+remove[^"]+)"', page)
        if "milestones" in link and "m1" in link
    )
    editing.edit(actor=contracts_desk.leader, version_id=one.pk, path="milestones[m1]", values={"criteria": "改过"})
    answer = client.post(remove, follow=True).content.decode()
    assert "丁成员" in answer
    assert [line.key for line in _now(one).milestones] == ["m2", "m1"]

    client.post(_edit(one, "milestones[m1]", "remove"))
    assert [line.key for line in _now(one).milestones] == ["m2"]


@pytest.mark.django_db
def test_after_a_conflict_saving_again_keeps_the_own_wording(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client, other = contracts_desk.cast.member_a.client(), contracts_desk.cast.st_officer.client()
    url = _edit(one, "content")
    mine, theirs = _typed(client, url, background="甲写"), _typed(other, url, background="乙写", research="乙的内容")
    client.post(url, mine)

    refused = other.post(url, theirs)
    assert refused.status_code == 422
    assert "甲写" in refused.content.decode()
    again = {**theirs, "known": refused.context["form"]["known"].value()}
    assert other.post(url, {**again, "autosave": "1"}, HTTP_HX_REQUEST="true").status_code == 200
    assert _now(one).content.background == "甲写", "what saves itself overwrites nobody"

    assert other.post(url, again).status_code == 302
    assert (_now(one).content.background, _now(one).content.research) == ("乙写", "乙的内容")


@pytest.mark.django_db
def test_what_was_typed_into_a_line_taken_out_meanwhile_comes_back(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    client = contracts_desk.cast.st_officer.client()
    url = _edit(one, "milestones[m1]")
    typed = _typed(client, url, criteria="我写的标准")
    editing.remove(actor=contracts_desk.leader, version_id=one.pk, path="milestones[m1]")

    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "我写的标准" in page
    assert "丁成员" in page

    assert client.post(_edit(one, "milestones", "add"), typed).status_code == 302
    assert [line.criteria for line in _now(one).milestones] == ["示范线运行", "我写的标准"]


@pytest.mark.django_db
def test_clauses_opinions_partners_and_nodes_are_chosen(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    client = contracts_desk.cast.st_officer.client()
    editing.add(actor=contracts_desk.office, version_id=one.pk, path="topics[T1].tasks", values={"key": "t.1"})
    editing.add(actor=contracts_desk.office, version_id=one.pk, path="deliverables", values={"key": "d1"})
    editing.remove(actor=contracts_desk.office, version_id=one.pk, path="agreements[ip].terms[breach]")

    for path, sent in (
        ("agreements[ip].terms", {"key": "breach", "text": "按合同法"}),
        ("agreements[ip].terms", {"key": "", "text": "另行约定"}),
        ("approvals", {"key": "finance", "opinion": "同意", "given_on": "2025-01-02", "copies": "2"}),
        ("topics[T1].tasks[t.1].partners", {"key": "B1"}),
    ):
        assert client.post(_edit(one, path, "add"), sent).status_code == 302, path
    url = _edit(one, "deliverables[d1]")
    assert client.post(url, _typed(client, url, milestones=["m1", "m2"])).status_code == 302

    book = _now(one)
    agreement = next(line for line in book.agreements if line.key == "ip")
    assert [term.text for term in agreement.terms if term.key == "breach"] == ["按合同法"]
    assert agreement.terms[-1].text == "另行约定"
    assert [(line.key, line.opinion, line.copies) for line in book.approvals] == [("finance", "同意", 2)]
    assert [partner.key for partner in book.topics[0].tasks[0].partners] == ["B1"]
    assert [node.name for node in book.deliverables[0].milestones] == ["样机", "示范"]


@pytest.mark.django_db
def test_the_programme_of_the_cover_is_chosen_and_an_unknown_one_named(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.st_officer.client()
    url = _edit(one, "header")

    wrong = client.post(url, _typed(client, url, programme="P99"))
    assert wrong.status_code == 422
    assert "P99" in str(wrong.context["form"].errors["programme"])
    assert client.post(url, _typed(client, url, programme="P12")).status_code == 302
    chosen = _now(one).header.programme
    assert chosen is not None
    assert chosen.key == "P12"


@pytest.mark.django_db
def test_a_person_joins_with_what_the_records_know(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    person = contracts_desk.cast.manager_a.person

    contracts_desk.cast.st_officer.client().post(
        _edit(one, "people", "add"), {"key": person.staff_no, "role": "member", "work": "试验"}
    )

    joined = _now(one).people[-1]
    assert (joined.title, joined.work) == (person.title, "试验")
    assert joined.unit is not None
    assert joined.unit.key == person.unit.code


@pytest.mark.django_db
def test_the_money_becomes_a_lump_sum_with_its_commitment_and_back(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    office, leader = contracts_desk.cast.st_officer.client(), contracts_desk.cast.member_a.client()
    mode, commit = (reverse(f"projects:taskbook_{name}", args=[one.pk]) for name in ("mode", "commit"))
    assert office.get(commit).status_code == 404

    assert office.get(mode).status_code == 200
    office.post(mode, {"revision": str(one.revision + 7)})
    assert _now(one).header.budget_mode == "itemised", "a draft changed meanwhile is not switched unseen"
    office.post(mode, {"revision": str(one.revision)})
    book = _now(one)
    assert (book.header.budget_mode, book.budget.items, book.budget.total_minor) == ("lump_sum", (), TOTAL)
    assert book.budget.lump_sum is not None
    assert book.budget.lump_sum.negative_list

    assert office.get(commit).status_code == 200
    with pytest.raises(Refused) as refused:
        budget_mode.give_commitment(actor=contracts_desk.office, version_id=one.pk)
    assert refused.value.reason.code == "projects.commitment_of_the_leader"
    leader.post(commit)
    given = _now(one).budget.lump_sum
    assert given is not None
    assert (given.committed_by, given.text_version) == ("丁成员", "1")
    assert {found.code for found in validate(_now(one), Context())} & {
        "taskbook.commitment_missing",
        "taskbook.negative_list_empty",
        "taskbook.lump_sum_itemised",
    } == set()

    office.post(mode, {"revision": str(TaskBookVersion.objects.get(pk=one.pk).revision)})
    book = _now(one)
    assert (book.header.budget_mode, book.budget.lump_sum) == ("itemised", None)
    assert sum(line.amount_minor for line in book.budget.items) == TOTAL


@pytest.mark.django_db
def test_acts_on_a_draft_of_somebody_else_find_nothing(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    for client in (contracts_desk.cast.auditor.client(), contracts_desk.cast.stranger.client()):
        for act in ("remove", "move"):
            assert client.post(_edit(one, "milestones[m1]", act)).status_code == 404
        for act in ("mode", "commit"):
            assert client.post(reverse(f"projects:taskbook_{act}", args=[one.pk])).status_code == 404
    assert len(_now(one).milestones) == 2
