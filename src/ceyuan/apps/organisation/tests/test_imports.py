"""Organisations from files: every row accounted for, twice the same is once, wrong rows are named."""

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation.models import Group, Ownership, Succession, Unit, UnitAlias, UnitVersion
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import service_actor
from ceyuan.apps.organisation.selectors.ownership import effective_share, effective_shares
from ceyuan.apps.organisation.selectors.trees import restated, tree_as_of
from ceyuan.apps.organisation.services import imports
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.kernel import Refused

from .cast import Cast

MACHINE = Actor(None, None, "test", None)
DAY = date(2025, 12, 1)


def take(*paths: Path, group: str = "G", on: date = DAY) -> imports.Taken:
    taken = imports.take(actor=MACHINE, paths=paths, group_code=group, on=on)
    assert all(each.accepted + each.rejected == each.read for each in taken.files)
    assert sum(each.rejected for each in taken.files) == len(taken.rejections)
    return taken


def write(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


@pytest.mark.django_db
class TestEquity:
    def files(self, folder: Path, *edges: str, share: str = "60.00") -> tuple[Path, Path]:
        nodes = write(
            folder,
            "nodes.csv",
            "id,name,percent_held_by_parent,n_children",
            "A,甲集团,100.00,2",
            "B,乙公司,60.00,1",
            f"C,丙公司,{share},0",
        )
        return nodes, write(folder, "edges.csv", "parent_id,child_id", *(edges or ("A,B", "B,C")))

    def test_it_multiplies_shares_down_exactly(self, tmp_path: Path) -> None:
        taken = take(*self.files(tmp_path, share="33.33"))
        assert [(each.name, each.read, each.rejected) for each in taken.files] == [
            ("nodes.csv", 3, 0),
            ("edges.csv", 2, 0),
        ]
        actor = service_actor("G")
        c = Unit.objects.get(code="C")
        assert effective_shares(actor, DAY)[c.pk] == Fraction(6, 10) * Fraction(3333, 10000)
        explained = effective_share(actor, c, DAY)
        assert explained is not None
        assert explained.value == Fraction(6, 10) * Fraction(3333, 10000)
        assert [leaf.value for leaf in explained.walk()] == [
            Fraction(3333, 10000),
            Fraction(6, 10),
            Fraction(1),
        ]

    def test_a_second_run_changes_nothing(self, tmp_path: Path) -> None:
        files = self.files(tmp_path)
        take(*files)
        before = (UnitVersion.objects.count(), Act.objects.count())
        taken = take(*files, on=date(2026, 1, 1))
        assert taken.is_unchanged
        assert (UnitVersion.objects.count(), Act.objects.count()) == before

    def test_a_later_delivery_dates_the_new_share_and_keeps_the_old(self, tmp_path: Path) -> None:
        take(*self.files(tmp_path))
        take(*self.files(tmp_path, share="45.00"), on=date(2026, 1, 1))
        shares = Ownership.objects.filter(unit__code="C").order_by("valid")
        assert [(share.share_ppm, share.valid.upper) for share in shares] == [
            (600_000, date(2026, 1, 1)),
            (450_000, None),
        ]

    def test_it_rejects_what_refers_to_nothing_and_second_owners(self, tmp_path: Path) -> None:
        taken = take(*self.files(tmp_path, "A,B", "B,C", "A,C", "Z,C", "C,Q"))
        assert [(each.line, each.code) for each in taken.rejections] == [
            (4, "row.second_parent"),
            (5, "row.unknown_reference"),
            (6, "row.unknown_reference"),
        ]

    def test_it_rejects_a_circle(self, tmp_path: Path) -> None:
        taken = take(*self.files(tmp_path, "B,C", "C,B"))
        assert {each.code for each in taken.rejections} == {"row.in_a_circle", "row.unplaced"}
        assert set(Unit.objects.values_list("code", flat=True)) == {"A"}

    def test_an_account_gets_the_tree_below_the_head_of_its_group(self, cast: Cast, tmp_path: Path) -> None:
        nodes = write(tmp_path, "n.csv", "id,name,percent_held_by_parent", "S1,收购公司,100", "S2,其子公司,80")
        edges = write(tmp_path, "e.csv", "parent_id,child_id", "S1,S2")
        imports.take(actor=cast.st_officer.actor, paths=[nodes, edges], on=DAY)
        assert Unit.objects.get(code="S1").parent == cast.units["T"]
        with pytest.raises(Refused):
            imports.take(actor=cast.manager_a.actor, paths=[nodes, edges], on=DAY)


@pytest.mark.django_db
class TestFlat:
    HEADER = "单位编码,单位名称,上级单位编码,单位类型,持股比例,成立日期,注销日期"

    def test_it_reads_chinese_headers_in_gbk(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            "register.csv",
            self.HEADER,
            "K,昆山集团,,集团,,2001-02-23,",
            "K1,昆山铝业有限公司,K,战略单元,51%,1998-01-01,",
            "K2,昆山研究院,K,研究院,,2010-05-01,",
            "K11,昆山炭素有限公司,K1,实体企业,80.5%,2012-03-01,2024-07-01",
            encoding="gbk",
        )
        taken = take(path)
        assert not taken.rejections
        rows = {unit.code: unit for unit in Unit.objects.all()}
        assert (rows["K1"].kind, rows["K2"].kind) == ("strategic_unit", "institute")
        assert (rows["K1"].opened_on, rows["K1"].attributes["founded"]) == (date(2001, 2, 23), "1998-01-01")
        assert rows["K11"].closed_on == date(2024, 7, 1)
        assert UnitVersion.objects.get(unit=rows["K11"]).valid.upper == date(2024, 7, 1)
        shares = dict(Ownership.objects.values_list("unit__code", "share_ppm"))
        assert shares == {"K1": 510_000, "K11": 805_000}
        assert [node.code for node in tree_as_of(service_actor("G"), date(2023, 1, 1))] == ["K", "K1", "K11", "K2"]

    def test_a_second_run_changes_nothing(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            "register.csv",
            self.HEADER,
            "K,昆山集团,,集团,,2001-02-23,",
            "K1,昆山铝业有限公司,K,企业,51%,1998-01-01,",
            "K2,昆山旧厂有限公司,K,企业,,2003-01-01,2020-01-01",
        )
        take(path)
        assert take(path, on=date(2026, 3, 1)).is_unchanged

    def test_it_names_every_row_it_cannot_take(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            "register.csv",
            self.HEADER,
            "K,昆山集团,,集团,,,",
            "K1,昆山铝业,K,外星公司,,,",
            "K2,昆山铜业,K9,企业,,,",
            "K3,昆山铅锌,K,企业,120%,,",
            "K,昆山稀土,K,企业,,,",
            "K4,昆山电力,K5,企业,,,",
            "K5,昆山热力,K4,企业,,,",
            "K6,昆山旧厂,K,企业,,2000-01-01,2020-01-01",
            "K7,昆山车间,K6,分厂,,2001-01-01,",
        )
        taken = take(path)
        assert {each.line: each.code for each in taken.rejections} == {
            3: "row.not_in_list",
            4: "row.unknown_reference",
            5: "row.not_a_ratio",
            6: "row.repeated_key",
            7: "row.in_a_circle",
            8: "row.in_a_circle",
            10: "row.outlives_parent",
        }

    def test_a_file_without_the_needed_columns_is_refused_and_nothing_is_loaded(self, tmp_path: Path) -> None:
        path = write(tmp_path, "other.csv", "颜色,重量", "红,12", "蓝,13")
        with pytest.raises((IntakeError, Refused)):
            take(path)
        assert not Group.objects.exists()


@pytest.mark.shared
@pytest.mark.django_db
def test_the_chinese_ownership_tree_is_taken_whole(shared_data: Path) -> None:
    folder = shared_data / "organisations"
    nodes, edges = folder / "cn_group_equity_nodes.csv", folder / "cn_group_equity_edges.csv"
    taken = take(nodes, edges, group="JH")
    assert {each.name: (each.read, each.accepted) for each in taken.files} == {
        "cn_group_equity_nodes.csv": (1371, 1371),
        "cn_group_equity_edges.csv": (1370, 1370),
    }
    actor = service_actor("JH")
    tree = tree_as_of(actor, DAY)
    assert len(tree) == 1371
    levels = [sum(node.depth == level for node in tree) for level in range(11)]
    assert levels == [1, 15, 148, 124, 83, 116, 451, 293, 119, 18, 3]
    expected = independent_shares(nodes, edges)
    shares = effective_shares(actor, DAY)
    codes = dict(Unit.objects.values_list("pk", "code"))
    assert {codes[key]: share for key, share in shares.items()} == expected
    assert take(nodes, edges, group="JH", on=date(2026, 1, 1)).is_unchanged


def independent_shares(nodes: Path, edges: Path) -> dict[str, Fraction]:
    """Multiplied down from the plain lines of the files, without any of the product's code."""
    held = {}
    with nodes.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            held[row["id"]] = Fraction(Decimal(row["percent_held_by_parent"])) / 100
    above = {}
    for line in edges.read_text(encoding="utf-8-sig").splitlines()[1:]:
        parent, child = line.split(",")
        above[child] = parent
    shares = {}
    for key in held:
        share, at = Fraction(1), key
        while at in above:
            share, at = share * held[at], above[at]
        shares[key] = share
    return shares


@pytest.mark.shared
@pytest.mark.django_db
def test_the_research_registry_is_taken_with_its_matrix_and_successions(shared_data: Path) -> None:
    folder = shared_data / "organisations"
    files = [folder / f"ror_{name}.parquet" for name in ("organization", "relationship", "name")]
    taken = take(*files, group="ROR")
    assert {each.name: (each.read, each.rejected) for each in taken.files} == {
        "ror_organization.parquet": (46_941, 0),
        "ror_relationship.parquet": (50_203, 8_411),
        "ror_name.parquet": (135_918, 0),
    }
    # 8,409 relations lead out of the subset, two lead from a record to itself.
    assert taken.files[1].codes == {"row.unknown_reference": 8_409, "row.in_a_circle": 2}
    countries = Unit.objects.filter(kind="country").count()
    assert Unit.objects.count() == 46_941 + countries + 1
    assert UnitAlias.objects.filter(kind="matrix_parent").values("unit").distinct().count() > 2_000
    assert Succession.objects.count() > 500
    actor = service_actor("ROR")
    assert len(restated(actor)) == Succession.objects.count()
    tree = tree_as_of(actor, date(2025, 6, 1))
    assert [node.code for node in tree if node.depth == 0] == ["ROR"]
    assert len(tree) == Unit.objects.count()
    assert take(*files, group="ROR", on=date(2026, 2, 1)).is_unchanged
