"""Likeness is symmetric, whole for the same and nothing for what shares no phrase; passages are really there."""

from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel.similarity import WHOLE_PPM, agreements, rank

TEXT = st.text(st.sampled_from("铝电解槽磁场补偿母线控制节能,。 abcdefg12"), max_size=60)
WORK = st.fixed_dictionaries({"title": TEXT, "route": TEXT, "indicators": TEXT})
BID = {
    "title": "超大型电解槽磁场补偿与节能",
    "route": "采用磁场补偿母线与在线浓度控制相结合的技术路线，先在三台槽上试验，再推广至全系列。",
    "indicators": "直流电耗 12400 kWh/t\n电流效率 95 %",
}
COPIED = {
    "title": "电解槽节能新技术",
    "route": "本项目采用磁场补偿母线与在线浓度控制相结合的技术路线，建立模型并完成工业试验。",
    "indicators": "直流电耗 12400 kWh/t",
}
OTHER = {"title": "赤泥综合利用", "route": "以赤泥制备路基材料，开展浸出毒性评价。", "indicators": "利用率 30 %"}


@given(WORK, WORK)
def test_likeness_is_the_same_from_both_sides(one: dict[str, str], two: dict[str, str]) -> None:
    assert rank(one, {"x": two})[0].share_ppm == rank(two, {"x": one})[0].share_ppm


@given(WORK)
def test_a_work_is_wholly_like_itself_and_shares_stay_within_bounds(one: dict[str, str]) -> None:
    found = rank(one, {"same": one, "empty": {}})
    shares = {like.key: like.share_ppm for like in found}
    assert all(0 <= share <= WHOLE_PPM for share in shares.values())
    if any(character.isalnum() for text in one.values() for character in text):
        assert shares["same"] == WHOLE_PPM
        assert shares["empty"] == 0


@given(WORK, WORK)
def test_every_passage_named_stands_in_both_works(one: dict[str, str], two: dict[str, str]) -> None:
    for passage in agreements(one, two):
        assert one[passage.part][passage.start :].startswith(passage.text)
        assert passage.other_text in two[passage.other_part]


def test_a_copied_route_is_found_before_other_work_with_the_passage_that_was_copied() -> None:
    found = rank(BID, {"other": OTHER, "copied": COPIED})
    assert [like.key for like in found] == ["copied", "other"]
    assert found[0].share_ppm > 10 * max(1, found[1].share_ppm)
    assert found[0].passages[0].text == "采用磁场补偿母线与在线浓度控制相结合的技术路线"
    assert found[0].parts["route"] > found[0].parts["title"]
    assert found[1].passages == ()


def test_a_phrase_that_everybody_writes_counts_for_less() -> None:
    phrase = {"route": "开展关键技术研究并完成工业试验验证"}
    crowd = {f"c{number}": {"route": f"开展关键技术研究并完成工业试验验证{number}号"} for number in range(15)}
    rare = {"route": "开展关键技术研究并完成工业试验验证 零水铝石晶种分解过饱和度调控"}
    near = {"route": "零水铝石晶种分解过饱和度调控"}
    found = {like.key: like.share_ppm for like in rank(rare, {"near": near, "phrase": phrase, **crowd})}
    assert found["near"] > found["phrase"]


def test_what_lies_below_the_threshold_is_left_out() -> None:
    assert [like.key for like in rank(BID, {"other": OTHER, "copied": COPIED}, least_ppm=50_000)] == ["copied"]
    assert rank(BID, {}) == []
