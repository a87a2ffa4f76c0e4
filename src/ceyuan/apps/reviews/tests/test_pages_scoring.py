"""The expert's desk, the score sheet, results and the record, as they are used in a browser without script."""

import json

import pytest
from django.urls import reverse

from ceyuan.apps.reviews import dossiers
from ceyuan.apps.reviews.models import Sheet
from ceyuan.apps.reviews.selectors.sheets import written
from ceyuan.apps.reviews.services import reviewing
from ceyuan.core.review import chain

from .chamber import KIND, Chamber, writing

TYPED = {
    "points-need": "8",
    "comment-need": "需求真实",
    "points-way": "15.5",
    "comment-way": "",
    "advice": "support",
    "opinion": "同意立项。",
}


@pytest.fixture(autouse=True)
def dossier() -> None:
    def provide(subject_id: str, blind: bool) -> dossiers.Dossier:  # noqa: FBT001 - the shape of a provider
        del blind
        return dossiers.Dossier(f"方案{subject_id}", (("技术路线", "惰性阳极分步验证"),))

    dossiers.register(KIND, provide)


def review_url(chamber: Chamber, expert: int = 0, case: int = 0, name: str = "review") -> str:
    return reverse(f"reviews:{name}", args=[chamber.assignments[expert, case].pk])


def judged(chamber: Chamber) -> None:
    for expert in range(4):
        for case in range(3):
            # The last expert is four points of ten stricter than the others.
            chamber.judge(expert, case, str(9 - case - (4 if expert == 3 else 0)))


def test_the_desk_lists_what_is_mine_and_nothing_else(chamber: Chamber) -> None:
    mine = chamber.experts[0].client().get(reverse("reviews:my_reviews"))
    assert mine.content.decode().count("揭榜方案") == 3
    other = chamber.cast.st_officer.client().get(reverse("reviews:my_reviews"))
    assert "揭榜方案" not in other.content.decode()


def test_the_papers_open_only_after_the_declaration(chamber: Chamber) -> None:
    client = chamber.experts[0].client()
    assert "惰性阳极" not in client.get(review_url(chamber)).content.decode()
    client.post(review_url(chamber, name="review_begin"))
    assert "惰性阳极" in client.get(review_url(chamber)).content.decode()


@pytest.mark.parametrize("name", ["review", "review_begin", "review_abstain", "review_conflict", "review_return"])
def test_a_review_of_somebody_else_is_not_found(chamber: Chamber, name: str) -> None:
    for other in (chamber.experts[1], chamber.cast.manager_a, chamber.cast.stranger):
        client = other.client()
        assert client.get(review_url(chamber, name=name)).status_code == 404
        assert client.post(review_url(chamber, name=name)).status_code == 404


def test_a_draft_comes_back_as_it_was_typed(chamber: Chamber) -> None:
    client = chamber.experts[0].client()
    client.post(review_url(chamber, name="review_begin"))
    kept = client.post(review_url(chamber, name="review_draft"), {**TYPED, "opinion": "写到一半"})
    assert kept.status_code == 200
    page = client.get(review_url(chamber)).content.decode()
    assert "写到一半" in page
    assert 'value="15.5"' in page


def test_a_draft_with_impossible_points_says_so_and_keeps_the_last_one(chamber: Chamber) -> None:
    client = chamber.experts[0].client()
    client.post(review_url(chamber, name="review_begin"))
    client.post(review_url(chamber, name="review_draft"), TYPED)
    wrong = client.post(review_url(chamber, name="review_draft"), {**TYPED, "points-need": "80"})
    assert wrong.status_code == 422
    assert written(Sheet.objects.get()).points["need"] == 8


def test_a_sheet_with_gaps_comes_back_with_what_was_typed(chamber: Chamber) -> None:
    client = chamber.experts[0].client()
    client.post(review_url(chamber, name="review_begin"))
    answer = client.post(review_url(chamber), {**TYPED, "points-way": "", "submit": "1"})
    assert answer.status_code == 422
    assert "同意立项。" in answer.content.decode()
    assert Sheet.objects.get().state == "draft"


def test_a_submitted_sheet_is_shown_to_its_writer_and_taken_once(chamber: Chamber) -> None:
    client = chamber.experts[0].client()
    client.post(review_url(chamber, name="review_begin"))
    assert client.post(review_url(chamber), {**TYPED, "submit": "1"}).status_code == 302
    page = client.get(review_url(chamber)).content.decode()
    assert "同意立项。" in page
    assert 'name="submit"' not in page
    assert client.post(review_url(chamber), {**TYPED, "opinion": "改主意", "submit": "1"}).status_code == 422
    assert written(Sheet.objects.get()).opinion == "同意立项。"


def test_who_declares_a_conflict_does_not_find_the_case_again(chamber: Chamber) -> None:
    client = chamber.experts[0].client()
    assert client.post(review_url(chamber, name="review_conflict"), {"words": ""}).status_code == 422
    assert client.post(review_url(chamber, name="review_conflict"), {"words": "申报人是我的学生"}).status_code == 302
    assert client.get(review_url(chamber)).status_code == 404
    assert "揭榜方案1" not in client.get(reverse("reviews:my_reviews")).content.decode()


def test_nobody_reads_results_before_the_panel_closes(chamber: Chamber) -> None:
    judged(chamber)
    address = reverse("reviews:results", args=[chamber.panel.pk])
    for reader in (chamber.cast.manager_a, chamber.cast.st_officer, chamber.cast.auditor):
        assert reader.client().get(address).status_code == 404


def test_the_results_show_means_intervals_and_reasons(chamber: Chamber) -> None:
    judged(chamber)
    chamber.close()
    client = chamber.cast.manager_a.client()
    page = client.get(reverse("reviews:results", args=[chamber.panel.pk]))
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("揭榜方案1") < text.index("揭榜方案2") < text.index("揭榜方案3")
    assert "80.00" in text
    case = client.get(reverse("reviews:case_result", args=[chamber.panel.pk, chamber.cases[0].pk])).content.decode()
    assert "专家4" in case
    assert "思路清楚" in case


def test_an_officer_who_is_kept_from_a_case_sees_nothing_of_it(chamber: Chamber) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Post
    from ceyuan.apps.organisation.tests.cast import SINCE

    reviewing.recuse(
        actor=chamber.experts[0].actor, assignment_id=chamber.assignments[0, 0].pk, words="申报人是我的学生"
    )
    for expert in range(1, 4):
        for case in range(3):
            chamber.judge(expert, case, str(9 - case))
    chamber.let_time_pass()
    chamber.close()
    Post.objects.create(
        person=chamber.experts[0].person, unit=chamber.cast.units["A"], kind="st_manager", valid=DateRange(SINCE, None)
    )
    client = chamber.experts[0].client()
    page = client.get(reverse("reviews:results", args=[chamber.panel.pk])).content.decode()
    assert "揭榜方案1" not in page
    assert "揭榜方案2" in page
    barred = [chamber.panel.pk, chamber.cases[0].pk]
    assert client.get(reverse("reviews:case_result", args=barred)).status_code == 404
    assert client.get(reverse("reviews:opinion", args=barred)).status_code == 404


def test_readers_get_results_once_published_and_never_the_names(chamber: Chamber) -> None:
    judged(chamber)
    chamber.close()
    reader = chamber.cast.manager_b.client()
    address = reverse("reviews:results", args=[chamber.panel.pk])
    assert reader.get(address).status_code == 404
    office = chamber.cast.manager_a.client()
    assert office.post(reverse("reviews:panel_publish", args=[chamber.panel.pk])).status_code == 302
    assert reader.get(address).status_code == 404  # another branch
    assert chamber.cast.auditor.client().get(address).status_code == 200


def test_the_office_closes_by_a_button_and_others_do_not_find_it(chamber: Chamber) -> None:
    judged(chamber)
    address = reverse("reviews:panel_close", args=[chamber.panel.pk])
    assert chamber.cast.manager_b.client().post(address).status_code == 404
    assert chamber.cast.auditor.client().post(address).status_code == 403
    chamber.panel.refresh_from_db()
    assert chamber.panel.state == "reviewing"
    assert chamber.cast.manager_a.client().post(address).status_code == 302
    chamber.panel.refresh_from_db()
    assert chamber.panel.state == "closed"


def test_the_record_can_be_taken_home_and_verified_and_names_nobody(chamber: Chamber) -> None:
    judged(chamber)
    chamber.close()
    client = chamber.cast.manager_a.client()
    assert chamber.panel.seal_head in client.get(reverse("reviews:record", args=[chamber.panel.pk])).content.decode()
    told = json.loads(client.get(reverse("reviews:record_file", args=[chamber.panel.pk])).content)
    links = [chain.Link.from_dict(one) for one in told["links"]]
    seal = chain.Seal(**told["seal"])
    assert chain.verify(seal, links) == []
    assert {(one.entry or {}).get("event") for one in links} == {None, "record.begun", "record.closed"}
    assert writing().opinion not in json.dumps(told, ensure_ascii=False)
    links[3] = chain.Link.from_dict({**links[3].to_dict(), "content": "0" * 64})
    assert [one.code for one in chain.verify(seal, links)] == ["review.chain_broken"]


def test_the_opinion_letter_is_a_pdf_without_names(chamber: Chamber) -> None:
    judged(chamber)
    chamber.close()
    place = [chamber.panel.pk, chamber.cases[0].pk]
    answer = chamber.cast.manager_a.client().get(reverse("reviews:opinion", args=place))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_minutes_and_notes_stay_and_feedback_is_given_once(chamber: Chamber) -> None:
    office, member = chamber.cast.manager_a.client(), chamber.experts[0].client()
    note = reverse("reviews:note_add", args=[chamber.panel.pk])
    assert member.post(note, {"case_id": chamber.cases[0].pk, "words": "指标需要细化"}).status_code == 302
    assert chamber.cast.stranger.client().post(note, {"words": "x"}).status_code == 404
    minutes = reverse("reviews:minutes_write", args=[chamber.panel.pk])
    assert office.post(minutes, {"held_on": "2026-03-02", "words": "到会七人"}).status_code == 302
    page = office.get(reverse("reviews:minutes", args=[chamber.panel.pk])).content.decode()
    assert "指标需要细化" in page
    assert "到会七人" in page
    judged(chamber)
    chamber.close()
    feedback = reverse("reviews:feedback", args=[chamber.seats[0].pk])
    assert office.post(feedback, {"points": "2", "words": ""}).status_code == 422
    assert office.post(feedback, {"points": "2", "words": "意见过于简略"}).status_code == 302
    assert office.post(feedback, {"points": "5", "words": ""}).status_code == 422
    assert member.post(feedback, {"points": "5"}).status_code == 403
