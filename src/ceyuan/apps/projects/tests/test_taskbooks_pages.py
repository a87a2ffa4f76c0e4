"""Pages of task books: read, edited, opened for signing, signed by both sides, changed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.organisation.models import Post
from ceyuan.apps.organisation.tests.cast import PASSWORD, SINCE
from ceyuan.apps.projects.models import ChangeOrder, Project, TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services import steps
from ceyuan.apps.projects.services.taskbooks import change_orders, editing, offering
from ceyuan.apps.projects.tests.contracts_desk import ContractsDesk
from ceyuan.core.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


def _page(one: TaskBookVersion) -> str:
    return reverse("projects:taskbook_version", args=[one.pk])


def _edit(one: TaskBookVersion, path: str, act: str = "edit") -> str:
    return f"{reverse(f'projects:taskbook_{act}', args=[one.pk])}?at={path}"


def _typed(client: Client, url: str, **changes: str) -> dict[str, str]:
    """What a browser would send back of the form at an address, with some fields typed anew."""
    form = client.get(url).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False):
            sent[bound.html_name] = str(value)
    return {**sent, **changes}


def test_the_project_leads_to_its_task_book(contracts_desk: ContractsDesk) -> None:
    client = contracts_desk.cast.st_officer.client()
    start = reverse("projects:taskbook_start", args=["KY-9"])
    assert start in client.get(reverse("projects:project_detail", args=["KY-9"])).content.decode()

    answer = client.post(start)

    assert answer.status_code == 302
    assert answer["Location"] == reverse("projects:taskbook", args=["KY-9"])
    page = client.get(answer["Location"], follow=True).content.decode()
    assert "低能耗电解槽" in page
    assert "电流效率" in page


def test_the_page_says_what_hinders_and_leads_there(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()

    page = contracts_desk.cast.member_a.client().get(_page(one)).content.decode()

    assert "尚未设置里程碑节点" in page
    assert f"{reverse('projects:taskbook_add', args=[one.pk])}?at=milestones" in page


def test_a_reader_sees_no_editor_and_cannot_reach_one(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.auditor.client()

    assert reverse("projects:taskbook_edit", args=[one.pk]) not in client.get(_page(one)).content.decode()
    assert client.get(_edit(one, "header")).status_code == 404
    assert client.post(_edit(one, "header"), {}).status_code == 404


def test_somebody_from_another_group_finds_nothing(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.stranger.client()

    for url in (_page(one), _edit(one, "header"), reverse("projects:taskbook", args=["KY-9"])):
        assert client.get(url).status_code == 404
    assert client.post(reverse("projects:taskbook_step", args=[one.pk]), {"action": "offer"}).status_code == 404


def test_a_part_is_typed_and_kept(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.member_a.client()
    key = taskbooks.wording(one).indicators[0].key
    url = _edit(one, f"indicators[{key}]")

    answer = client.post(url, _typed(client, url, method="现场测试", final="96", weight_ppm="40", third_party="yes"))

    assert answer.status_code == 302
    kept = taskbooks.wording(TaskBookVersion.objects.get(pk=one.pk)).indicators[0]
    assert (kept.method, str(kept.final), kept.weight_ppm, kept.third_party) == ("现场测试", "96", 400_000, True)
    assert kept.source, "what the form shows unchanged stays as it was"


def test_money_is_typed_in_yuan_and_people_by_their_number(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.st_officer.client()
    url = _edit(one, "topics", "add")
    number = contracts_desk.cast.member_a.person.staff_no

    answer = client.post(url, {"code": "T2", "title": "示范", "unit": "B1", "leader": number, "budget_minor": "12.34"})

    assert answer.status_code == 302
    added = taskbooks.wording(TaskBookVersion.objects.get(pk=one.pk)).topics[-1]
    assert added.budget_minor == 12_34
    assert added.unit is not None
    assert (added.unit.key, added.leader.name if added.leader else "") == ("B1", "丁成员")


def test_people_are_added_by_number_with_months_by_year(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.st_officer.client()
    number = contracts_desk.cast.manager_a.person.staff_no

    answer = client.post(_edit(one, "people", "add"), {"key": number, "role": "member"})
    assert answer.status_code == 302
    answer = client.post(_edit(one, f"people[{number}].months", "add"), {"key": "2025", "months": "3.5"})

    assert answer.status_code == 302
    person = taskbooks.wording(TaskBookVersion.objects.get(pk=one.pk)).people[-1]
    assert (person.key, person.name) == (number, "白主管")
    assert [(year.key, str(year.months)) for year in person.months] == [("2025", "3.5")]


def test_what_is_typed_is_saved_by_itself_and_a_conflict_is_told(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client, other = contracts_desk.cast.member_a.client(), contracts_desk.cast.st_officer.client()
    url = _edit(one, "content")
    mine, theirs = _typed(client, url, background="甲写"), _typed(other, url, background="乙写")
    htmx = {"HTTP_HX_REQUEST": "true"}

    first = client.post(url, {**mine, "autosave": "1"}, **htmx)
    second = other.post(url, {**theirs, "autosave": "1"}, **htmx)

    assert "已自动保存" in first.content.decode()
    assert "丁成员" in second.content.decode()
    assert "甲写" in second.content.decode()
    assert taskbooks.wording(TaskBookVersion.objects.get(pk=one.pk)).content.background == "甲写"


def test_a_wrong_entry_comes_back_with_its_field(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.st_officer.client()
    url = _edit(one, "header")

    answer = client.post(url, _typed(client, url, starts_on="morgen", leader="nobody"))

    assert answer.status_code == 422
    assert {"starts_on", "leader"} <= set(answer.context["form"].errors)


def test_the_print_is_the_official_form_with_the_fingerprint_on_every_page(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    answer = contracts_desk.cast.st_officer.client().get(reverse("projects:taskbook_file", args=[one.pk, "pdf"]))

    found = text_of(answer.content)
    for word in ("科技项目任务书", "填表说明", "低能耗电解槽", "电流效率", "直流电耗", "甲方", "示范线运行", "60 %"):
        assert word in found, word
    pages = answer.content.count(b"/Type /Page") - answer.content.count(b"/Type /Pages")
    assert found.replace("\n", "").count(one.data_hash) >= max(pages, 3)


def test_the_word_file_says_the_same(contracts_desk: ContractsDesk) -> None:
    import docx

    one = contracts_desk.sound()
    answer = contracts_desk.cast.st_officer.client().get(reverse("projects:taskbook_file", args=[one.pk, "docx"]))

    paper: Any = docx.Document(io.BytesIO(answer.content))
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert {"电流效率", "样机通过测试"} <= cells


def test_it_is_opened_signed_by_all_and_put_into_force(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    office = contracts_desk.cast.st_officer.client()
    step = reverse("projects:taskbook_step", args=[one.pk])

    office.post(step, {"action": "offer", "revision": str(one.revision)})
    one = TaskBookVersion.objects.get(pk=one.pk)
    assert one.state == "offered"
    with pytest.raises(Refused) as refused:
        offering.complete(actor=contracts_desk.office, version_id=one.pk, revision=one.revision)
    assert refused.value.reason.code == "projects.taskbook_unsigned"

    _sign_all(contracts_desk, one)

    one = TaskBookVersion.objects.get(pk=one.pk)
    assert (one.state, one.is_in_force) == ("signed", True), "the last signature puts it into force"
    assert Project.objects.get(pk=contracts_desk.project.pk).state == "taskbook_signed"


def test_the_last_signature_under_a_change_puts_the_order_into_force_and_the_project_goes_on(
    contracts_desk: ContractsDesk,
) -> None:
    contracts_desk.in_force()
    project = Project.objects.get(pk=contracts_desk.project.pk)
    steps.advance(actor=contracts_desk.office, code="KY-9", action="start", revision=project.revision)
    order = change_orders.begin(actor=contracts_desk.office, code="KY-9", title="调整指标", grounds="设备交付延迟")
    draft = order.versions.get()
    key = taskbooks.wording(draft).indicators[0].key
    editing.edit(actor=contracts_desk.office, version_id=draft.pk, path=f"indicators[{key}]", values={"final": "94"})
    chair = contracts_desk.leaders["chair"].actor
    for actor, action in ((contracts_desk.office, "submit"), (contracts_desk.office, "endorse"), (chair, "approve")):
        order.refresh_from_db()
        change_orders.advance(actor=actor, order_id=order.pk, action=action, revision=order.revision)
    assert Project.objects.get(pk=project.pk).state == "change_pending"

    draft = order.versions.get()
    draft = offering.offer(actor=contracts_desk.office, version_id=draft.pk, revision=draft.revision)
    _sign_all(contracts_desk, draft)

    draft.refresh_from_db()
    order.refresh_from_db()
    assert (draft.state, draft.is_in_force, order.state) == ("signed", True, "in_force")
    project = Project.objects.get(pk=project.pk)
    assert project.state == "in_progress"
    assert project.indicators.get(position=1).final == 94


def test_what_holds_a_version_up_does_not_undo_the_last_signature(
    contracts_desk: ContractsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = contracts_desk.sound()
    one = offering.offer(actor=contracts_desk.office, version_id=one.pk, revision=one.revision)
    with monkeypatch.context() as held_up:
        held_up.setattr(offering, "facts_of", lambda _one: {"is_signed": False})
        _sign_all(contracts_desk, one)
    one.refresh_from_db()
    assert (one.state, documents.is_complete(one.signing_id or 0)) == ("offered", True)
    waiting = taskbooks.signed_by_all(contracts_desk.office, "projects.contract", 9)
    assert [found.pk for found in waiting] == [one.pk]
    done = offering.complete(actor=contracts_desk.office, version_id=one.pk, revision=one.revision)
    assert (done.state, done.is_in_force) == ("signed", True)


def _sign_all(desk: ContractsDesk, one: TaskBookVersion) -> None:
    """Both sides, the leader of the project and the unit that takes part, each with the own password."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    Post.objects.create(
        person=desk.leaders["leader_b"].person,
        unit=desk.cast.units["B1"],
        kind="top_leader",
        valid=DateRange(SINCE, None),
    )
    signers = {
        "party_a": desk.leaders["chair"],
        "party_b": desk.leaders["leader_a1"],
        "leader": desk.cast.member_a,
        "participant-1": desk.leaders["leader_b"],
    }
    signing = documents.signing_of("projects.taskbookversion", one.pk)
    assert signing is not None
    assert [line.key for line in documents.parties(signing)] == list(signers)
    for key, member in signers.items():
        member.account.set_password(PASSWORD)
        member.account.save()
        signing = documents.sign(
            actor=member.actor, signing_id=signing.pk, party=key, password=PASSWORD, revision=signing.revision
        )


def test_many_are_opened_at_once_and_each_is_answered(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.sound()
    client = contracts_desk.cast.st_officer.client()
    url = reverse("projects:taskbook_offer")

    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"book": [str(one.task_book_id)]})

    assert answer.status_code == 200
    assert [done.refused for done in answer.context["outcomes"]] == [None]
    assert TaskBookVersion.objects.get(pk=one.pk).state == "offered"


def test_the_list_finds_what_an_office_looks_for(contracts_desk: ContractsDesk) -> None:
    one = contracts_desk.started()
    client = contracts_desk.cast.st_officer.client()
    url = reverse("projects:taskbook_list")

    assert "RWS-KY-9" in client.get(url, {"only": "unsigned"}).content.decode()
    assert "RWS-KY-9" not in client.get(url, {"only": "lowered"}).content.decode()
    one.task_book.due_on = "2020-01-01"
    one.task_book.save()
    assert "RWS-KY-9" in client.get(url, {"only": "overdue"}).content.decode()
    assert client.get(url, {"export": "xlsx"}).status_code == 200


def test_a_change_is_begun_read_as_differences_and_decided(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    team, chair = contracts_desk.cast.st_officer.client(), contracts_desk.leaders["chair"].client()

    begun = team.post(
        reverse("projects:change_order_new", args=["KY-9"]), {"title": "调整指标", "grounds": "设备交付延迟"}
    )
    order = ChangeOrder.objects.get()
    draft = order.versions.get()
    assert begun["Location"] == _page(draft)
    key = taskbooks.wording(draft).indicators[0].key
    url = _edit(draft, f"indicators[{key}]")
    team.post(url, _typed(team, url, final="94"))

    page = team.get(reverse("projects:change_order", args=[order.pk])).content.decode()
    assert "A 类" in page
    assert "电流效率" in page
    step = reverse("projects:change_order_step", args=[order.pk])
    for client, action in ((team, "submit"), (team, "endorse"), (chair, "approve")):
        order = ChangeOrder.objects.get()
        client.post(step, {"action": action, "revision": str(order.revision)})

    order = ChangeOrder.objects.get()
    assert order.state == "approved"
    assert order.is_lowering


def test_original_and_current_stand_side_by_side(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    client = contracts_desk.cast.auditor.client()
    url = reverse("projects:taskbook_columns", args=["KY-9"])

    page = client.get(url).content.decode()
    assert "≥ 95" in page
    assert client.get(url, {"part": "milestones", "changed": "1"}).status_code == 200


def test_a_classified_project_offers_no_task_book(contracts_desk: ContractsDesk) -> None:
    Project.objects.filter(pk=contracts_desk.project.pk).update(secrecy="confidential")
    client = contracts_desk.cast.st_officer.client()

    page = client.get(reverse("projects:project_detail", args=["KY-9"])).content.decode()

    assert reverse("projects:taskbook_start", args=["KY-9"]) not in page
