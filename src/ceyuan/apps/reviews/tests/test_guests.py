"""Experts from outside: invited by a link that opens once, they see their own seats and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.organisation.interface import actor_of
from ceyuan.apps.reviews.models import Assignment, Expert, GuestInvitation, Seat
from ceyuan.apps.reviews.selectors import desk
from ceyuan.apps.reviews.services import guests, reviewing
from ceyuan.core.kernel import Refused

from .chamber import Chamber, in_review, writing

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from ceyuan.apps.organisation.tests.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "gongping-2026-mingdu"


@pytest.fixture
def outsider(cast: Cast) -> Expert:
    return Expert.objects.create(
        group=cast.group, keeper=cast.units["A"], name_zh="外聘甲", unit_name="某大学", is_external=True
    )


def _link(secret: str) -> str:
    return reverse("reviews:guest_welcome", args=[secret])


def _invited(cast: Cast, expert: Expert) -> str:
    _made, address = guests.invite(actor=cast.manager_a.actor, expert_id=expert.pk, link=_link)
    return address


def _given(**more: str) -> dict[str, str]:
    promised = {"serves": "on", "keeps_secret": "on"}
    return {"username": "waipin.jia", "password": PASSWORD, "again": PASSWORD, **promised, **more}


def _seated(chamber: Chamber, expert: Expert) -> Assignment:
    seat = Seat.objects.create(panel=chamber.panel, expert=expert, state="accepted")
    return Assignment.objects.create(panel=chamber.panel, case=chamber.cases[0], seat=seat)


def test_a_link_makes_a_log_in_whose_holder_scores_their_own_case(cast: Cast, outsider: Expert, client: Client) -> None:
    chamber = in_review(cast, experts=2)
    mine, other = _seated(chamber, outsider), chamber.assign(0, 0)
    address = _invited(cast, outsider)
    assert client.get(address).status_code == 200
    assert client.post(address, _given()).status_code == 302
    outsider.refresh_from_db()
    assert outsider.consented_on == timezone.localdate()
    assert client.login(username="waipin.jia", password=PASSWORD)
    assert client.get(reverse("reviews:my_reviews")).status_code == 200
    assert client.get(reverse("reviews:review", args=[mine.pk])).status_code == 200
    assert client.get(reverse("reviews:review", args=[other.pk])).status_code == 404
    assert client.get(reverse("reviews:seat", args=[other.seat_id])).status_code == 404
    assert client.get(reverse("reviews:seat", args=[mine.seat_id])).status_code == 200
    actor = actor_of(outsider.account)
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    sheet = reviewing.submit(actor=actor, assignment_id=mine.pk, writing=writing())
    assert sheet.state == "submitted"
    with pytest.raises(Refused, match=r"reviews\.unknown_assignment"):
        reviewing.begin(actor=actor, assignment_id=other.pk)


def test_a_guest_reaches_nothing_by_any_unit(cast: Cast, outsider: Expert, client: Client) -> None:
    client.post(_invited(cast, outsider), _given())
    outsider.refresh_from_db()
    actor = actor_of(outsider.account)
    assert set(actor.reach) == {"reviews.judge"}
    assert desk.my_assignments(actor).count() == 0
    client.force_login(outsider.account)
    assert client.get(reverse("start")).status_code == 200
    for name in ("reviews:expert_list", "reviews:panel_list", "calls:challenge_list", "projects:project_list"):
        assert client.get(reverse(name)).status_code == 403, name


def test_a_link_is_used_once(cast: Cast, outsider: Expert, client: Client) -> None:
    address = _invited(cast, outsider)
    client.post(address, _given())
    assert client.get(address).status_code == 410
    assert client.post(address, _given(username="another")).status_code == 410
    assert not GuestInvitation.objects.filter(used_at=None).exists()


def test_a_link_expires_and_a_newer_one_takes_its_place(cast: Cast, outsider: Expert, client: Client) -> None:
    first = _invited(cast, outsider)
    second = _invited(cast, outsider)
    assert client.get(first).status_code == 410
    GuestInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(second, _given()).status_code == 410
    assert client.get(_link("x" * 43)).status_code == 404
    outsider.refresh_from_db()
    assert outsider.account is None


def test_nobody_comes_in_without_the_promises(cast: Cast, outsider: Expert, client: Client) -> None:
    address = _invited(cast, outsider)
    given = _given()
    del given["keeps_secret"]
    assert client.post(address, given).status_code == 422
    assert client.post(address, _given(again="something-else-1")).status_code == 422
    assert client.post(address, _given(password="12345678", again="12345678")).status_code == 422
    client.post(address, _given())
    used = GuestInvitation.objects.get()
    assert used.promise.count("\n") == 1


def test_only_the_fingerprint_of_the_link_is_kept(cast: Cast, outsider: Expert) -> None:
    address = _invited(cast, outsider)
    kept = GuestInvitation.objects.get()
    assert kept.digest not in address
    assert len(kept.digest) == 64


def test_with_mail_the_link_goes_to_the_expert_alone(cast: Cast, outsider: Expert, settings: SettingsWrapper) -> None:
    settings.MAIL_URL, settings.PUBLIC_URL = "smtp://mail.example", "https://st.example"
    Expert.objects.filter(pk=outsider.pk).update(email="jia@example.org")
    assert _invited(cast, outsider) == ""
    (sent,) = mail.outbox
    assert sent.to == ["jia@example.org"]
    assert "/reviews/invitations/" in sent.body


def test_a_log_in_is_closed_and_opened_by_a_new_invitation(cast: Cast, outsider: Expert, client: Client) -> None:
    client.post(_invited(cast, outsider), _given())
    guests.close(actor=cast.manager_a.actor, expert_id=outsider.pk)
    assert not client.login(username="waipin.jia", password=PASSWORD)
    again = {name: value for name, value in _given().items() if name != "username"}
    again["password"] = again["again"] = "another-good-word-7"
    assert client.post(_invited(cast, outsider), again).status_code == 302
    assert client.login(username="waipin.jia", password="another-good-word-7")


def test_the_office_of_another_branch_and_people_on_record_are_refused(cast: Cast, outsider: Expert) -> None:
    with pytest.raises(Refused, match=r"reviews\.unknown_expert"):
        guests.invite(actor=cast.member_a.actor, expert_id=outsider.pk, link=_link)
    inside = Expert.objects.create(
        group=cast.group, keeper=cast.units["A"], person=cast.member_a.person, unit=cast.units["A1"], name_zh="内"
    )
    with pytest.raises(Refused, match=r"reviews\.guest_is_on_record"):
        guests.invite(actor=cast.manager_a.actor, expert_id=inside.pk, link=_link)


def test_the_office_makes_the_link_on_the_page(cast: Cast, outsider: Expert, client: Client) -> None:
    client.force_login(cast.manager_a.account)
    assert client.get(reverse("reviews:expert_invite", args=[outsider.pk])).status_code == 200
    answer = client.post(reverse("reviews:expert_invite", args=[outsider.pk]))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "/reviews/invitations/" in answer.content.decode()
    assert client.get(reverse("reviews:expert", args=[outsider.pk])).status_code == 200
    client.force_login(cast.member_a.account)
    assert client.post(reverse("reviews:expert_invite", args=[outsider.pk])).status_code == 403
