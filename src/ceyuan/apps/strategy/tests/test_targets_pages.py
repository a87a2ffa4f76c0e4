"""The cascade as a page: written, checked, saved, in conflict, out to a workbook and back."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse

from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.services import negotiation, targets

from .boardroom import YEAR, Boardroom
from .test_targets_negotiation import cascade, edit, wish


def address(room: Boardroom, kpi: str = "PAT", **more: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    return f"{reverse('strategy:cascade')}?plan={room.annual.pk}&kpi={kpi}&year={YEAR}&{query}"


def seen(target: Target) -> str:
    target.refresh_from_db()
    return f"{target.revision};{target.value:.0f};;;;{target.parent_id or ''}"


def row(target: Target, value: str) -> dict[str, str]:
    return {f"seen-{target.pk}": seen(target), f"value-{target.pk}": value}


def test_the_page_shows_the_tree_with_its_closure(boardroom: Boardroom) -> None:
    cascade(boardroom, reserve=5)
    page = boardroom.chair.client().get(address(boardroom)).content.decode()
    assert page.index("测试集团") < page.index("甲分公司") < page.index("乙分公司")
    assert 'data-of="difference">-5<' in page
    assert "未闭合" in page


def test_it_works_without_a_script(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom, reserve=5)
    client = boardroom.chair.client()
    form = row(share, "65") | row(other, "30")
    checked = client.post(address(boardroom), form | {"act": "check"})
    assert checked.status_code == 200
    assert 'data-of="difference">0<' in checked.content.decode()
    share.refresh_from_db()
    assert share.value == 60
    saved = client.post(address(boardroom), form | {"act": "propose"})
    assert saved.status_code == 302
    share.refresh_from_db()
    other.refresh_from_db()
    assert (share.value, share.state, other.state) == (65, "proposed", "draft")
    assert root.reserve == 0 or root.reserve


def test_a_unit_without_a_share_is_offered_and_taken_in(boardroom: Boardroom) -> None:
    root = boardroom.target("PAT", "T", 100, state="in_force")
    client = boardroom.chair.client()
    unit = boardroom.cast.units["B"].pk
    page = client.get(address(boardroom, split="T")).content.decode()
    assert f'name="value-u{unit}"' in page
    form = {f"seen-u{unit}": f"0;;;;;{root.pk}", f"value-u{unit}": "40", "act": "save"}
    assert client.post(address(boardroom, split="T"), form).status_code == 302
    made = Target.objects.get(unit=unit)
    assert (made.value, made.parent_id, made.state) == (40, root.pk, "draft")


def test_the_second_person_sees_what_the_first_changed_and_chooses(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    chair = boardroom.chair.client()
    form = row(share, "70") | {"act": "save"}
    targets.split(
        actor=boardroom.cast.st_officer.actor,
        parent_id=share.parent_id,
        shares=[wish("A", 62)],
        revisions={"A": share.revision},
    )
    answer = chair.post(address(boardroom), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "安科技" in page
    assert f'name="choose-{share.pk}"' in page
    assert 'value="70"' in page
    share.refresh_from_db()
    assert share.value == 62
    undecided = row(share, "70") | {"act": "save", "clash": str(share.pk)}
    assert chair.post(address(boardroom), undecided).status_code == 422
    mine = undecided | {f"choose-{share.pk}": "mine"}
    assert chair.post(address(boardroom), mine).status_code == 302
    share.refresh_from_db()
    assert share.value == 70
    assert other.state == "draft"


def test_the_unit_answers_on_the_page(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    client = boardroom.leader_a.client()
    page = client.get(address(boardroom)).content.decode()
    assert "甲分公司" in page
    assert "乙分公司" not in page
    refused = client.post(address(boardroom), row(share, "55") | {"act": "save"})
    assert refused.status_code == 422
    told = client.post(address(boardroom), row(share, "55") | {"act": "save", "reason": "检修"})
    assert told.status_code == 302
    share.refresh_from_db()
    assert (share.state, share.value) == ("countered", 55)


@pytest.mark.parametrize("typed", ["zwölf", "1e400", "0.0000001", "NaN"])
def test_what_is_no_number_is_named_and_nothing_saved(boardroom: Boardroom, typed: str) -> None:
    _root, share, _other = cascade(boardroom)
    answer = boardroom.chair.client().post(address(boardroom), row(share, typed) | {"act": "save"})
    assert answer.status_code == 422
    share.refresh_from_db()
    assert share.value == 60


def test_a_target_is_spread_without_being_saved(boardroom: Boardroom) -> None:
    root, share, _other = cascade(boardroom, a=1, b=1, reserve=0)
    answer = boardroom.chair.client().post(address(boardroom), {"act": f"spread-{root.pk}"})
    page = answer.content.decode()
    assert page.count('value="50"') == 2
    share.refresh_from_db()
    assert share.value == 1


def test_a_workbook_comes_back_with_its_differences(boardroom: Boardroom) -> None:
    from python_calamine import CalamineWorkbook

    _root, share, _other = cascade(boardroom)
    client = boardroom.chair.client()
    query = f"?plan={boardroom.annual.pk}&kpi=PAT&year={YEAR}"
    out = client.get(reverse("strategy:cascade_workbook") + query)
    body = b"".join(out.streaming_content)
    rows = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    assert [line[0] for line in rows[1:]] == ["T", "A", "B"]
    text = "单位编码,目标值\nA,64\nB,30\nZ9,5\nA,66\nB,viel\n"
    file = BytesIO(text.encode())
    file.name = "cascade.csv"
    answer = client.post(reverse("strategy:cascade_import") + query, {"file": file})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "读取 5 行：1 行有变化，1 行未变，3 行未采用" in page
    assert 'value="64"' in page
    share.refresh_from_db()
    assert share.value == 60
    assert client.post(address(boardroom), row(share, "64") | {"act": "save"}).status_code == 302


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04broken", b"just words\nwithout heads\n"])
def test_a_file_that_is_no_cascade_is_refused_in_words(boardroom: Boardroom, body: bytes) -> None:
    cascade(boardroom)
    file = BytesIO(body)
    file.name = "x.xlsx"
    query = f"?plan={boardroom.annual.pk}&kpi=PAT&year={YEAR}"
    answer = boardroom.chair.client().post(reverse("strategy:cascade_import") + query, {"file": file})
    assert answer.status_code == 422


def test_the_page_of_a_target_tells_its_story(boardroom: Boardroom) -> None:
    boardroom.target("PAT", "A", 58, plan="five_year", state="in_force")
    _root, share, other = cascade(boardroom)
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    client = boardroom.leader_a.client()
    page = client.get(reverse("strategy:target_detail", args=[share.pk])).content.decode()
    assert "58 件" in page
    assert "接受" in page
    assert "可衡量" in page
    step = {"action": "counter", "revision": str(edit(share).revision), "value": "59", "reason": "检修"}
    assert client.post(reverse("strategy:target_step", args=[share.pk]), step).status_code == 302
    share.refresh_from_db()
    assert share.value == 59


def test_the_list_shows_what_is_wrong(boardroom: Boardroom) -> None:
    source = boardroom.target("PAT", "A", 58, plan="five_year", state="in_force")
    boardroom.target("PAT", "A", 50, source=source, state="countered")
    boardroom.target("LOSS", "A", 50, state="in_force", method="称重", verdict_rule="不超过", due_on=f"{YEAR}-12-31")
    client = boardroom.chair.client()
    listed = reverse("strategy:target_list")
    lowered = client.get(f"{listed}?flaw=lowered").content.decode()
    assert lowered.count("甲分公司</a>") == 1
    assert "低于来源" in lowered
    loose = client.get(f"{listed}?flaw=unassessable").content.decode()
    assert "铝液损失量" in loose
    assert client.get(f"{listed}?export=xlsx").status_code == 200


@pytest.mark.parametrize("name", ["cascade", "target_list", "target_changes"])
def test_a_stranger_sees_nothing(boardroom: Boardroom, name: str) -> None:
    cascade(boardroom)
    page = boardroom.cast.stranger.client().get(reverse(f"strategy:{name}")).content.decode()
    assert "甲分公司" not in page


def test_a_stranger_finds_no_target(boardroom: Boardroom) -> None:
    _root, share, _other = cascade(boardroom)
    client = boardroom.cast.stranger.client()
    assert client.get(reverse("strategy:target_detail", args=[share.pk])).status_code == 404
    step = {"action": "accept", "revision": "1"}
    assert client.post(reverse("strategy:target_step", args=[share.pk]), step).status_code == 404


def test_a_head_is_drafted_and_judged_by_form(boardroom: Boardroom) -> None:
    client = boardroom.cast.st_officer.client()
    form = {"plan_id": boardroom.annual.pk, "kpi_code": "PAT", "unit_code": "T", "year": YEAR, "value": "120"}
    assert client.post(reverse("strategy:target_new"), form).status_code == 302
    made = Target.objects.get(kpi__code="PAT")
    assert made.value == Decimal(120)
    page = reverse("strategy:target_judging", args=[made.pk])
    own = {"revision": made.revision, "verdict_rule": "全部达到", "assessor_code": "T", "method": "年报"}
    assert client.post(page, own).status_code == 422
    assert client.post(page, own | {"assessor_code": "A"}).status_code == 302
    made.refresh_from_db()
    assert made.assessor_id == boardroom.cast.units["A"].pk
