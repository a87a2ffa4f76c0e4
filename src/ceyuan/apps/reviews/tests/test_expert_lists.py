"""A list of experts comes in by file: nothing is lost, what is refused says why, and a second time nothing changes."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.reviews.expert_list import HEADS
from ceyuan.apps.reviews.models import Expert
from ceyuan.apps.reviews.services import expert_delivery
from ceyuan.core.intake.sources import open_source
from ceyuan.core.kernel import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast

pytestmark = pytest.mark.django_db
HEAD = "工号,姓名,工作单位,学科,关键词,外部专家,地区,同意参评日期"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def _file(*rows: str, head: str = HEAD) -> SimpleUploadedFile:
    return SimpleUploadedFile("专家.csv", "\n".join([head, *rows]).encode())


def _taken(cast: Cast, *rows: str) -> Any:
    return expert_delivery.take_list(actor=cast.manager_a.actor, keeper=cast.units["A"].pk, file=_file(*rows))


def test_every_row_is_taken_or_refused_with_its_reason(cast: Cast) -> None:
    _taken(cast, ",已在库,某大学,480,,是,,2026-01-05")
    taken = _taken(
        cast,
        f"{cast.member_a.person.staff_no},,,冶金工程技术;480,电解槽、节能,,,2026-03-01",
        ",王教授,某大学,450,电解槽,是,北京,2026/3/2",
        ",李教授,某大学,450,电解槽,是,北京,",
        ",周教授,某大学,占星术,,是,,2026-03-02",
        "9999-X,,,450,,,,2026-03-02",
        ",王教授,某大学,450,,是,,2026-03-02",
        ",吴教授,,450,,是,,2026-03-02",
        ",郑教授,某大学,450,,是,,2098-01-01",
        ",已在库,某大学,430,,是,上海,2026-01-05",
    )
    account = taken.files.get()
    assert (account.read, account.accepted, account.rejected) == (9, 3, 6)
    assert list(taken.rejections.order_by("line").values_list("line", "code")) == [
        (4, "row.required"),
        (5, "row.not_in_list"),
        (6, "row.unknown_reference"),
        (7, "row.repeated_key"),
        (8, "row.required"),
        (9, "row.day_in_future"),
    ]
    assert taken.changed == {"experts": {"inserted": 2, "updated": 1}}
    inside = Expert.objects.get(person=cast.member_a.person)
    assert (set(inside.fields), inside.keywords) == ({"450", "480"}, ["电解槽", "节能"])
    assert Expert.objects.get(name_zh="已在库").region == "上海"


def test_taken_a_second_time_nothing_changes(cast: Cast) -> None:
    rows = (",王教授,某大学,450,电解槽,是,北京,2026-03-02", f"{cast.member_a.person.staff_no},,,450,,,,2026-03-01")
    assert _taken(cast, *rows).status == "taken"
    assert _taken(cast, *rows).status == "unchanged"
    assert Expert.objects.count() == 2


def test_who_withdrew_does_not_come_back_by_an_old_list(cast: Cast) -> None:
    row = ",王教授,某大学,450,电解槽,是,北京,2026-03-02"
    _taken(cast, row)
    Expert.objects.update(consented_on=None)
    assert _taken(cast, row).status == "unchanged"
    assert Expert.objects.get().consented_on is None


def test_what_is_no_list_of_experts_is_refused_as_a_whole(cast: Cast) -> None:
    with pytest.raises(Invalid) as problem:
        expert_delivery.take_list(
            actor=cast.manager_a.actor, keeper=cast.units["A"].pk, file=_file("1,2", head="项目,金额")
        )
    assert problem.value.fields["file"][0].code == "intake.missing_column"
    assert not Expert.objects.exists()


def test_another_office_takes_nothing_here(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"reviews\.pool_not_permitted"):
        expert_delivery.take_list(
            actor=cast.manager_a.actor, keeper=cast.units["B"].pk, file=_file(",王,某大学,450,,是,,2026-03-02")
        )
    Expert.objects.create(
        group=cast.group, keeper=cast.units["B"], name_zh="王", unit_name="某大学", consented_on=timezone.localdate()
    )
    taken = _taken(cast, ",王,某大学,450,,是,,2026-03-02")
    assert [one.code for one in taken.rejections.all()] == ["row.kept_elsewhere"]


def test_the_template_is_taken_as_it_comes(cast: Cast, client: Client) -> None:
    client.force_login(cast.manager_a.account)
    answer = client.get(reverse("reviews:expert_template"))
    (line,) = open_source(b"".join(answer.streaming_content), "t.xlsx").sheets[0].lines()  # type: ignore[attr-defined]
    assert list(line.cells) == [zh for _field, zh, _en, _most in HEADS]
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, line.cells)
        row = ["", "王教授", "", "某大学", "教授", "450", "电解槽", "是", "北京", "", 3]
        sheet.write_row(1, 0, row)
        sheet.write_datetime(1, len(row), date(2026, 3, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
    upload = SimpleUploadedFile("list.xlsx", kept.getvalue())
    answer = client.post(reverse("reviews:expert_import"), {"keeper": cast.units["A"].code, "file": upload})
    assert answer.status_code == 302
    found = Expert.objects.get()
    assert (found.max_load, found.fields, str(found.consented_on)) == (3, ["450"], "2026-03-02")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_pool_is_exported_as_far_as_it_is_open(cast: Cast, client: Client) -> None:
    _taken(cast, ",王教授,某大学,450,电解槽,是,北京,2026-03-02")
    Expert.objects.update(email="wang@example.org")
    address = reverse("reviews:expert_list") + "?export=csv"

    def rows(member: Any) -> str:
        client.force_login(member.account)
        return b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]

    assert "王教授" in rows(cast.manager_a)
    assert "wang@example.org" not in rows(cast.manager_a)
    assert "王教授" not in rows(cast.manager_b)
