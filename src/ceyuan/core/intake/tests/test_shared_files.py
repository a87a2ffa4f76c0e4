"""Real files of others: every one is read, and its rows add up."""

from pathlib import Path

import pytest

from ceyuan.core.intake.accounting import Delivery
from ceyuan.core.intake.field_sets import PROJECT_FIELDS
from ceyuan.core.intake.take import best_sheet, open_source, propose, take

pytestmark = pytest.mark.shared

# Rows of each list as its publisher counts them.
CHINESE = {
    "funding_calls_cnki_2017.csv.gz": 15_510,
    "key_rd_materials_genome_projects.csv": 44,
    "key_rd_materials_genome_subjects.csv": 182,
    "nsfc_life_sciences_2015_2023.csv.gz": 4_691,
    "nsfc_management_sciences_1992_2023.csv.gz": 17_926,
    "social_science_fund_1991_2017.parquet": 57_864,
}
# A few sheets each, for the header line, and for columns as people mapped them.
WORKBOOKS = {
    "DE__DEC__Vorhabenliste-25-05-2016_Saarland.xlsx": (12, {"title", "lead_unit", "start", "end", "total_cost"}),
    "CY__BeneficiariesLIST_FebERDF_CF_Ιστοσελίδα1_cyprus.xlsx": (10, {"title", "lead_unit", "total_cost", "paid"}),
    "LT__Paraiškų_informacija_20160616.xls": (1, {"title", "code", "lead_unit", "status"}),
    "LV__all_funds_Latvia_2007-2013.xls": (1, {"title", "authority", "fund"}),
    "UK__ESF-and-ERDF-Scotland-2014-2020.ods": (1, {"title", "lead_unit", "start", "end", "total_cost", "funding"}),
}


def accounted(path: Path) -> Delivery:
    """The closed account of a file taken by its own proposal."""
    sheet = best_sheet(open_source(path))
    delivery = Delivery(path.name, sheet.name)
    for _ in take(sheet, propose(sheet).mapping, PROJECT_FIELDS, delivery=delivery):
        pass
    delivery.close()
    return delivery


@pytest.mark.parametrize("name", CHINESE)
def test_a_chinese_list_is_read_to_the_last_row(shared_data: Path, name: str) -> None:
    tally = accounted(shared_data / "cn-funded-projects" / name).close()
    assert tally.read == CHINESE[name]
    assert tally.accepted / tally.read > 0.88


def test_every_one_of_the_real_workbooks_is_read(shared_data: Path) -> None:
    paths = sorted((shared_data / "workbooks" / "esif").iterdir())
    assert len(paths) == 27
    read = [path for path in paths if accounted(path).close().accepted > 0]
    assert [path.name for path in paths if path not in read] == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_columns_that_matter_are_found(shared_data: Path, name: str) -> None:
    proposal = propose(best_sheet(open_source(shared_data / "workbooks" / "esif" / name)))
    header_line, fields = WORKBOOKS[name]
    assert proposal.header_row == header_line
    assert fields <= {column.field for column in proposal.columns}
    assert proposal.missing == ()


def test_hidden_columns_are_known(shared_data: Path) -> None:
    folder = shared_data / "workbooks" / "esif"
    assert open_source(folder / "DE__DEF__ldv.xlsx").sheets[0].hidden_columns == {9}
