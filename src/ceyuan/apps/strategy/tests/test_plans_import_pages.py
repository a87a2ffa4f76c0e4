"""Handing in a plan as Word or Excel: proposed, looked at, taken; hostile files refused."""

import io
import re
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ceyuan.apps.strategy.models import Clause, ClauseTarget, PlanVersion
from ceyuan.core.intake.tests.word_files import document, official_plan, packed, paragraph

from .boardroom import YEAR, Boardroom
from .plan_desk import draft, page

__all__ = ["draft"]


def handed_in(room: Boardroom, draft: PlanVersion, content: bytes, name: str) -> Any:
    address = reverse("strategy:plan_import", args=[draft.pk])
    return room.cast.st_officer.client().post(address, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def shelf(settings: Any, tmp_path: Any) -> None:
    """A file store of its own."""
    settings.CEYUAN_HOME = tmp_path
    settings.DOCUMENT_ROOT = tmp_path / "documents"


@pytest.mark.usefixtures("shelf")
def test_a_word_plan_is_proposed_looked_at_and_taken(boardroom: Boardroom, draft: PlanVersion) -> None:
    intensity = boardroom.target("INT", "T", "3.2", plan="five_year", year=YEAR + 3)
    answer = handed_in(boardroom, draft, official_plan(), "规划.docx")
    assert answer.status_code == 302
    client = boardroom.cast.st_officer.client()
    shown = client.get(answer["Location"]).content.decode()
    assert Clause.objects.filter(version=draft).count() == 3  # nothing is written before the person says so
    for words in (
        "攻克超大型电解槽关键技术",
        "研发投入强度",
        "数值一致",
        "文中为3000件",
        "读取14 = 拟导入12 + 未采用2",
    ):
        assert words in shown
    lines = {one: int(two) for two, one in re.findall(r'name="(?:target)-(\d+)" value="(\d+)"', shown)}
    taken = client.post(
        answer["Location"],
        {
            "mode": "replace",
            "skip": ["4"],
            "kind-11": "task",
            f"target-{lines[str(intensity.pk)]}": [str(intensity.pk)],
        },
    )
    assert taken.status_code == 302
    rows = list(Clause.objects.filter(version=draft).order_by("position"))
    assert [row.number for row in rows] == [
        "一、",
        "二、",
        "（一）",
        "（二）",
        "",
        "三、",
        "（一）",
        "1.",
        "2.",
        "四、",
        "（一）",
    ]
    assert [row.position for row in rows] == list(range(1, 12))
    linked = ClauseTarget.objects.get(clause__version=draft)
    assert (linked.target_id, linked.clause.text_zh[:6]) == (intensity.pk, "研发投入强度")
    assert "规划.docx" in page(boardroom.cast.st_officer, "plan_version", draft.plan_id, draft.number)


@pytest.mark.usefixtures("shelf")
def test_a_workbook_is_put_behind_what_is_there(boardroom: Boardroom, draft: PlanVersion) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(
        [["编号", "内容", "牵头单位"], ["三、", "开展攻关", "B"], ["四、", "开展推广", "无此单位"], ["五、", "", "B"]]
    ):
        sheet.write_row(number, 0, row)
    book.close()
    answer = handed_in(boardroom, draft, stream.getvalue(), "plan.xlsx")
    client = boardroom.cast.st_officer.client()
    assert "编码未知" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"], {"mode": "append"})
    rows = list(Clause.objects.filter(version=draft).order_by("position").select_related("lead_unit"))
    assert [(row.number, row.lead_unit.code if row.lead_unit else "") for row in rows[3:]] == [
        ("三、", "B"),
        ("四、", ""),
    ]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 %%EOF", "a.pdf"),
        (official_plan()[:300], "a.docx"),
        (
            packed({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "[Content_Types].xml": ""}),
            "a.docx",
        ),
        (packed({"word/document.xml": b" " * (20 * 1024 * 1024), "[Content_Types].xml": ""}), "a.docx"),
        (document(paragraph("一、目标"), document="<w:p"), "a.docx"),
    ],
)
def test_a_hostile_file_is_refused_and_not_kept(
    boardroom: Boardroom, draft: PlanVersion, content: bytes, name: str
) -> None:
    from ceyuan.apps.documents.models import Document

    assert handed_in(boardroom, draft, content, name).status_code == 422
    assert not Document.objects.exists()


@pytest.mark.usefixtures("shelf")
def test_nobody_else_hands_in_or_takes_a_plan(boardroom: Boardroom, draft: PlanVersion) -> None:
    answer = handed_in(boardroom, draft, official_plan(), "规划.docx")
    other = boardroom.cast.manager_b.client()
    assert other.get(answer["Location"]).status_code == 404
    assert other.post(answer["Location"], {"mode": "replace"}).status_code == 404
    empty = boardroom.cast.st_officer.client().post(answer["Location"], {"skip": [str(one) for one in range(1, 30)]})
    assert empty.status_code == 422
    assert Clause.objects.filter(version=draft).count() == 3
