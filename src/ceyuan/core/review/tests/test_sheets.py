from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.review.quality import Reviewed, contradicts, ledger
from ceyuan.core.review.sheets import Measure, Writing, draft_faults, faults, score

MEASURES = (Measure("need", 400_000, 10), Measure("way", 600_000, 20))
WHOLE = Writing(
    {"need": Decimal(8), "way": Decimal("12.5")}, {"way": "可行"}, "思路清楚,但中试条件不足。", "conditional"
)


def codes(found: dict) -> dict[str, list[str]]:
    return {name: [one.code for one in reasons] for name, reasons in found.items()}


def test_the_score_is_the_weighted_share_of_the_points_out_of_100():
    assert score(MEASURES, WHOLE) == Fraction(4, 10) * 80 + Fraction(6, 10) * Fraction("62.5")


def test_a_whole_sheet_has_no_faults():
    assert faults(MEASURES, WHOLE) == {}


def test_an_empty_sheet_is_a_draft_but_no_submission():
    empty = Writing()
    assert draft_faults(MEASURES, empty) == {}
    assert codes(faults(MEASURES, empty)) == {
        "need": ["review.points_missing"],
        "way": ["review.points_missing"],
        "opinion": ["review.opinion_missing"],
        "advice": ["review.advice_missing"],
    }


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("10.1", "review.points_range"),
        ("-1", "review.points_range"),
        ("NaN", "review.points_range"),
        ("7.25", "review.points_decimals"),
    ],
)
def test_it_refuses_points_that_no_two_people_read_alike(points: str, code: str):
    assert codes(draft_faults(MEASURES, Writing({"need": Decimal(points)}))) == {"need": [code]}


def test_it_refuses_words_without_end():
    assert codes(draft_faults(MEASURES, Writing(opinion="字" * 4001))) == {"opinion": ["review.words_too_many"]}


@given(st.decimals(0, 10, places=1), st.decimals(0, 20, places=1), st.text(max_size=40))
def test_a_sheet_reads_back_as_it_was_told(need: Decimal, way: Decimal, words: str):
    sheet = Writing({"need": need, "way": way}, {"need": words}, words, "support")
    again = Writing.read(sheet.told())
    assert again == sheet
    assert 0 <= score(MEASURES, again) <= 100


def reviewed(**facts) -> Reviewed:
    return Reviewed(**{"score": Fraction(70), "seconds": 900, "words": 120, "advice": "support"} | facts)


def test_score_and_recommendation_can_contradict():
    assert contradicts(reviewed(score=Fraction(90), advice="reject"))
    assert contradicts(reviewed(score=Fraction(30), advice="support"))
    assert not contradicts(reviewed(score=Fraction(90), advice="support"))


def test_the_ledger_says_what_stands_out_from_a_third_of_three_sheets_on():
    two = ledger([reviewed(is_late=True), reviewed(is_late=True)])
    assert (two.late, two.reasons) == (2, ())
    three = ledger([reviewed(seconds=20), reviewed(words=3), reviewed()], [Decimal("-4"), Decimal("1")], [4, 5])
    assert [one.code for one in three.reasons] == ["review.often_hasty", "review.often_bare"]
    assert (three.median_seconds, three.severity, three.feedback) == (900, Decimal("-1.5"), Decimal("4.5"))


def test_nobody_is_judged_without_sheets():
    empty = ledger([])
    assert (empty.done, empty.median_seconds, empty.severity, empty.reasons) == (0, None, None, ())
