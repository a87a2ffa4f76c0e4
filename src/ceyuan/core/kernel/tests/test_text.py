import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import grams, initials, normalise, query, search_initials, search_text, sort_key

initials("热")  # loads the tables once, outside every measured example

HAN = "超大型电解槽重庆银行长江会计效率铝铜氧化绿色低碳冶金智能矿山行调数传"
mixed = st.text(alphabet=st.sampled_from(HAN + "abcdeXYZ0123456789 +-（）·%_éßΩ"), max_size=30)
words = st.text(alphabet=st.sampled_from(HAN + "abcdefgh"), min_size=1, max_size=12)


def found_as_text(word, *texts):
    return set(word.grams) <= set(grams(*texts)) and word.text in search_text(*texts)


def found_as_initials(word, *texts):
    return (
        word.initials_grams is not None
        and set(word.initials_grams) <= set(grams(*texts))
        and word.text in search_initials(*texts)
    )


def finds(typed, *texts):
    return all(found_as_text(word, *texts) or found_as_initials(word, *texts) for word in query(typed).words)


def cuts(draw, text, least):
    start = draw(st.integers(0, max(0, len(text) - least)))
    return text[start : draw(st.integers(start + least, max(start + least, len(text))))]


@settings(max_examples=50)
@given(mixed, mixed, st.data())
def test_any_part_of_a_text_narrows_to_that_text(text, other, data):
    part = cuts(data.draw, normalise(text), 1).strip()
    for word in query(part).words:
        # The one declared exception: a word of nothing but short Latin runs is looked for as whole words.
        short = word.grams and all(len(gram) <= 2 and not set(gram) & set(HAN) for gram in word.grams)
        assert short or found_as_text(word, other, text)


@settings(max_examples=50)
@given(st.lists(words, min_size=1, max_size=4), st.data())
def test_parts_of_words_are_found_whatever_stands_around_them(parts, data):
    part = data.draw(st.sampled_from(parts))
    inner = cuts(data.draw, part, min(3, len(part)))
    if len(inner) < 3:
        inner = part
    assert finds(inner, " ".join(parts), "另一个标题")
    assert finds(inner, *parts)


@settings(max_examples=50)
@given(st.text(alphabet=st.sampled_from(HAN), min_size=2, max_size=20), st.data())
def test_any_part_of_the_initials_finds_a_chinese_text(text, data):
    typed = cuts(data.draw, initials(text), 2)
    (word,) = query(typed.upper()).words
    assert found_as_initials(word, "Climate", text)


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40))
def test_grams_are_sorted_unique_and_independent_of_spelling(one, other):
    tokens = grams(one, other)
    assert tokens == sorted(set(tokens))
    assert grams(normalise(one)) == grams(one)
    assert all(0 < len(token) <= 3 for token in tokens)


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_every_text_has_a_query_and_a_key(text):
    query(text)
    assert sort_key(text) == sort_key(normalise(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("超大型电解槽", "cdxdjc"),
        ("重庆长江银行", "cqcjyh"),
        ("会计效率调查", "kjxldc"),
        ("5G+工业 互联网（二期）", "5ggyhlweq"),
        ("Climate Change", "climatechange"),
        ("安徽鄂尔多斯", "aheeds"),
        ("ＡＢＣ铝业", "abcly"),
        ("", ""),
        ("《》—", ""),
    ],
)
def test_initials_of_the_whole_string(text, expected):
    assert initials(text) == expected


def test_what_a_database_cannot_store_falls_out():
    assert search_text("铝\x00电", "a\x00b") == "铝 电 a b"
    assert normalise("é\x00") == "e"


def test_one_spelling_for_comparison():
    assert normalise("  Ｚürich\u3000Straße\tＬＴＤ. ") == "zurich strasse ltd."
    assert normalise("两　个 词") == "两 个 词"


def test_tokens_are_characters_pairs_triples_short_words_and_initials():
    assert grams("铝电解 5G climate") == sorted(
        query("铝 电 解 铝电 电解 5g cli lim ima mat ate ~ld ~dj ~j5 ~5g ~gc ~cl ~li ~im ~ma ~at ~te").like_terms
    )
    assert not [token for token in grams("climate change") if token.startswith("~")]
    assert search_initials("Climate", "电解槽", "", "铝 5G") == "djc l5g"


def test_a_chinese_word_is_looked_for_by_pairs_only():
    (word,) = query("电解槽").words
    assert (word.grams, word.initials_grams) == (("电解", "解槽"), None)
    assert query("铝").words[0].grams == ("铝",)


def test_letters_may_be_a_word_or_initials():
    (word,) = query("DNH").words
    assert (word.text, word.grams, word.initials_grams) == ("dnh", ("dnh",), ("~dn", "~nh"))
    assert query("5G").words[0].initials_grams == ("~5g",)
    assert query("2030").words[0].initials_grams is None
    assert query("d").words[0].initials_grams is None


def test_a_short_word_at_the_edge_does_not_exclude_longer_ones():
    assert query("5G技术").words[0].grams == ("技术",)
    assert finds("5G技术", "新一代15G技术")
    assert finds("铝5G矿", "铝5G矿山")


def test_all_words_must_match():
    title = "面向大型铝电解槽的低碳技术 climate"
    assert finds("电解槽 dt climate", title)
    assert not finds("电解槽 阳极", title)
    assert query(" climate  Climate change ").like_terms == ("climate", "change")
    assert not query("   ")
    assert query("") == query(" ")


def test_the_query_tells_its_certain_grams_and_its_possible_initials():
    asked = query("电解 dnh")
    assert asked.grams == ("电解",)
    assert asked.initials_terms == ("dnh",)
    assert asked.like_terms == ("电解", "dnh")


def test_signs_of_like_are_escaped():
    assert query("100%_\\").words[0].like_pattern == r"%100\%\_\\%"
    assert query("%").words[0].grams == ()


def test_names_sort_by_syllable_tone_and_character_after_latin():
    names = ["张伟", "重庆", "Zeta", "先锋", "西安", "阿里", "5G", "银行", "王芳", "长江", "重量"]
    assert sorted(names, key=sort_key) == [
        "5G", "Zeta", "阿里", "长江", "重庆", "王芳", "西安", "先锋", "银行", "张伟", "重量",
    ]  # fmt: skip
    assert sort_key("《铝》") == sort_key("铝")
    assert len(sort_key("铝" * 5000).encode()) < 1000


def test_four_thousand_titles_take_less_than_half_a_second():
    titles = [f"{HAN[i % 20 :]}{HAN[: i % 7]}"[:20] + str(i % 10) for i in range(4_000)]
    begun = time.process_time()
    for title in titles:
        grams(title)
        initials(title)
    assert time.process_time() - begun < 0.5
