"""The import of workbooks: stable codes, units by name, one currency, a silent second run."""

from pathlib import Path
from typing import Any

import pytest

from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.projects.models import Project, ProjectChange
from ceyuan.apps.projects.services.workbook import Book, take_books
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.sniff import Kind
from ceyuan.core.intake.take import open_source

pytestmark = pytest.mark.django_db

HEAD = "项目名称,承担单位,开始日期,结束日期,资助金额,负责人"


def book(folder: Path, *rows: str, name: str = "2024年科技项目.csv", head: str = HEAD) -> Book:
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return Book(path, name)


ROWS = (
    "高纯铼制备技术,甲分公司,2024-01-01,2025-12-31,1200000,张三",
    "赤泥综合利用示范,昆岳新设研究所,2024-03-01,2026-02-28,350000.50,李四",
    "废杂铜清洁冶炼,昆岳新设研究所,2024-03-01,2026-02-28,80000,王五",
)


def test_projects_get_stable_codes_units_by_name_and_money_to_the_fen(cast: Any, tmp_path: Path) -> None:
    actor = cast.st_officer.actor
    [delivery] = take_books(actor=actor, books=[book(tmp_path, *ROWS)], currency="CNY")
    assert delivery.status == "taken"
    known, new = Project.objects.get(title_zh="高纯铼制备技术"), Project.objects.get(title_zh="赤泥综合利用示范")
    assert known.lead_unit == cast.units["A"]
    assert (new.lead_unit.name_zh, new.lead_unit.parent.code) == ("昆岳新设研究所", "beneficiaries")
    assert (new.funding_minor, new.currency, new.leader_name) == (35_000_050, "CNY", "李四")
    assert new.programme.name_zh == "2024年科技项目"
    assert new.participations.get().funding_minor == 35_000_050
    assert Unit.objects.filter(name_zh="昆岳新设研究所").count() == 1

    codes = set(Project.objects.values_list("code", flat=True))
    [again] = take_books(actor=actor, books=[book(tmp_path, *reversed(ROWS))], currency="CNY")
    assert again.status == "unchanged"
    assert set(Project.objects.values_list("code", flat=True)) == codes


def test_a_changed_amount_is_told_in_the_history(cast: Any, tmp_path: Path) -> None:
    actor = cast.st_officer.actor
    take_books(actor=actor, books=[book(tmp_path, *ROWS)], currency="CNY")
    take_books(actor=actor, books=[book(tmp_path, ROWS[0].replace("1200000", "1500000"), *ROWS[1:])], currency="CNY")
    told = ProjectChange.objects.get()
    assert (told.field, told.old, told.new) == ("funding_minor", "120000000", "150000000")


def test_numbers_that_two_lists_use_for_different_projects_stay_apart(cast: Any, tmp_path: Path) -> None:
    actor, head = cast.st_officer.actor, f"项目编号,{HEAD}"
    take_books(actor=actor, books=[book(tmp_path, f"0001,{ROWS[0]}", f"0002,{ROWS[1]}", head=head)], currency="CNY")
    other = book(tmp_path, f"0001,{ROWS[2]}", f"0002,{ROWS[1]}", head=head, name="2025年科技项目.csv")
    take_books(actor=actor, books=[other], currency="CNY")
    assert sorted(Project.objects.values_list("title_zh", flat=True)) == sorted(
        ["高纯铼制备技术", "赤泥综合利用示范", "废杂铜清洁冶炼"]
    )
    assert Project.objects.get(title_zh="废杂铜清洁冶炼").code.startswith("0001~")


def test_another_currency_is_rejected_row_by_row(cast: Any, tmp_path: Path) -> None:
    in_yuan = [row.replace(",1200000,", ",¥1200000,").replace(",80000,", ",¥80000,") for row in ROWS]
    rows = ("Copper,甲分公司,2024-01-01,2025-12-31,EUR 1200.00,A", *in_yuan)
    [delivery] = take_books(actor=cast.st_officer.actor, books=[book(tmp_path, *rows)], currency="CNY")
    assert list(delivery.rejections.values_list("line", "code", "expected")) == [(2, "row.other_currency", "CNY")]
    assert Project.objects.count() == 3


def test_a_list_of_calls_is_refused_by_name(cast: Any, tmp_path: Path) -> None:
    rows = ("2017年开放课题,国家重点实验室,2017-09-01,2017-09-20", "2017年应用工程课题,中科院,2017-09-01,2017-10-20")
    calls = book(tmp_path, *rows, head="项目名称,项目来源,发布时间,截止时间", name="申报通知.csv")
    with pytest.raises(IntakeError, match=r"申报通知\.csv") as refused:
        take_books(actor=cast.st_officer.actor, books=[calls], currency="CNY")
    assert (refused.value.code, Project.objects.count()) == ("intake.not_projects", 0)


# One of each kind of file, as its publisher put it up, and its money; the second .xls is a web page inside.
PUBLISHED = {
    "DE__DE9__ERDF_Niedersachsen_2014-2020.xlsx": (Kind.XLSX, "EUR"),
    "BE__BE2__ERDF_Data_Flandern_2014-2020.original.xls": (Kind.XLS, "EUR"),
    "BG__opOperationalProgramms.xls": (Kind.HTML, "EUR"),
    "UK__ESF-and-ERDF-Scotland-2014-2020.ods": (Kind.ODS, "GBP"),
}


@pytest.mark.shared
def test_published_workbooks_of_every_kind_are_accounted_for_to_the_row(cast: Any, shared_data: Path) -> None:
    folder = shared_data / "workbooks" / "esif"
    accepted = 0
    for name, (kind, currency) in PUBLISHED.items():
        assert open_source(folder / name).kind is kind
        books = [Book(folder / name, name)]
        [delivery] = take_books(actor=cast.st_officer.actor, books=books, currency=currency)
        file = delivery.files.get()
        assert (file.name, file.accepted > 0) == (name, True)
        assert file.accepted + file.rejected == file.read
        assert delivery.rejections.count() == file.rejected
        accepted += file.accepted
    assert Project.objects.count() == accepted
