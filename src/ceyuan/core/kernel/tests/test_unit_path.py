import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import UnitPath

paths = st.lists(st.integers(1, 10**6), min_size=1, max_size=12).map(lambda ids: UnitPath.of_ids(*ids))


@given(paths, st.integers(1, 10**9))
def test_a_child_lies_within_its_parent_and_knows_it(path, id_):
    child = path.child(id_)
    assert child.parent == path
    assert child.root == path.root
    assert child.depth == path.depth + 1
    assert child.is_within(path)
    assert child.is_within(str(path))
    assert not path.is_within(child)
    assert child > path


@given(paths, paths)
def test_a_path_is_within_exactly_its_lineage(one, other):
    assert one.is_within(other) == (other in one.lineage)


@given(paths)
def test_the_lineage_runs_from_the_root_to_itself(path):
    assert path.lineage[0] == path.root
    assert path.lineage[-1] == path
    assert len(path.lineage) == path.depth == len(path.ids)
    assert path.root.parent is None


def test_a_longer_number_is_another_unit():
    assert not UnitPath("1.70").is_within(UnitPath("1.7"))
    assert UnitPath("1.7").is_within(UnitPath("1.7"))
    assert UnitPath("1.7.2").is_within("1.7")
    assert UnitPath("1.7").like_pattern == "1.7.%"


def test_paths_sort_by_number_with_parents_first():
    texts = ["1.10", "1.9.1", "2", "1.9", "1"]
    assert [str(path) for path in sorted(map(UnitPath, texts))] == ["1", "1.9", "1.9.1", "1.10", "2"]
    with pytest.raises(TypeError):
        UnitPath("1") < "2"  # noqa: B015


@pytest.mark.parametrize(
    "text", ["", ".", "1.", ".1", "1..2", "01", "0", "1.-2", "1.a", "１.2", "1.2\n", " 1", None, 12]
)
def test_it_refuses_what_is_no_path(text):
    with pytest.raises(ValueError, match="no unit path"):
        UnitPath(text)


def test_it_refuses_a_child_without_a_proper_id():
    with pytest.raises(ValueError, match="no unit path"):
        UnitPath("1").child(0)
