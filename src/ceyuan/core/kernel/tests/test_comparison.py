"""Two wordings side by side."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel.comparison import Passage, compare, word_changes


def passages(*texts: str) -> list[Passage]:
    return [Passage(place, *text.split("|", 1)) for place, text in enumerate(texts)]


def told(old: list[Passage], new: list[Passage]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.old.text if one.old else "", one.new.text if one.new else "") for one in compare(old, new)]


def test_it_says_what_stayed_changed_came_and_went() -> None:
    old = passages("一、|总体要求", "（一）|研发投入强度达到3.0%", "（二）|建设三个平台", "二、|保障")
    new = passages("一、|总体要求", "（一）|研发投入强度达到3.2%以上", "二、|保障", "（一）|考核问责")
    assert told(old, new) == [
        ("same", "总体要求", "总体要求"),
        ("changed", "研发投入强度达到3.0%", "研发投入强度达到3.2%以上"),
        ("removed", "建设三个平台", ""),
        ("same", "保障", "保障"),
        ("added", "", "考核问责"),
    ]


def test_it_marks_the_words_that_changed() -> None:
    runs = word_changes("强度达到3.0%。", "强度达到3.2%以上。")
    assert [(one.mark, one.text) for one in runs] == [
        ("same", "强度达到"),
        ("removed", "3.0%"),
        ("added", "3.2%以上"),
        ("same", "。"),
    ]


def test_a_passage_that_changed_its_place_has_moved() -> None:
    kinds = [one.kind for one in compare(passages("|甲甲", "|乙乙", "|丙丙"), passages("|乙乙", "|丙丙", "|甲甲"))]
    assert sorted(kinds) == ["moved", "same", "same"]


def test_a_new_number_or_kind_is_a_change_without_changed_words() -> None:
    (change,) = compare([Passage(1, "（一）", "甲", "task")], [Passage(2, "（二）", "甲", "task")])
    assert (change.kind, change.words) == ("changed", ())
    (change,) = compare([Passage(1, "（一）", "甲", "task")], [Passage(2, "（一）", "甲", "target")])
    assert change.kind == "changed"


texts = st.lists(st.text("甲乙丙丁ab ", max_size=8), max_size=9)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, texts)
def test_every_passage_of_both_is_told_once_and_the_words_add_up(before: list[str], after: list[str]) -> None:
    old, new = [Passage(i, "", t) for i, t in enumerate(before)], [Passage(i, "", t) for i, t in enumerate(after)]
    changes = compare(old, new)
    assert sorted(one.old.key for one in changes if one.old) == list(range(len(old)))
    assert [one.new.key for one in changes if one.new] == list(range(len(new)))
    for one in changes:
        if one.words and one.old and one.new:
            assert "".join(run.text for run in one.words if run.mark != "added") == one.old.text
            assert "".join(run.text for run in one.words if run.mark != "removed") == one.new.text
