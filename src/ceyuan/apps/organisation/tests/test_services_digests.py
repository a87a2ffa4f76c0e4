"""The digest: one message a day with what waits, never twice, and nothing when nothing waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend

from ceyuan.apps.organisation.models import Digest
from ceyuan.apps.organisation.services import digests
from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.core.kernel import Invalid
from ceyuan.kit import registry
from ceyuan.kit.registry import TodoItem, TodoProvider

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> list[TodoItem]:
    """What waits for everybody; tests change the list."""
    items = [
        TodoItem("签署任务书", "/x/1", date(2026, 2, 20), "甲分公司"),
        TodoItem("填报数据", "/x/2", date(2099, 3, 9)),
        TodoItem("确认份额", "/x/3"),
    ]

    def listed(_actor: Any, limit: int) -> Sequence[TodoItem]:
        return items[:limit]

    monkeypatch.setattr(registry, "todos", lambda: [TodoProvider("x", "待签署", 1, listed)])
    return items


def _wish(cast: Cast, rhythm: str = "daily") -> None:
    digests.wish(actor=cast.member_a.actor, email="ding@example.com", rhythm=rhythm)


def test_a_digest_names_all_that_waits_with_the_overdue_first(cast: Cast, things: list[TodoItem]) -> None:
    _wish(cast)
    sent = digests.send_due(TUESDAY)
    assert [(one.waiting, one.overdue, one.trouble) for one in sent] == [(len(things), 1, "")]
    message = mail.outbox[0]
    assert message.to == ["ding@example.com"]
    assert message.subject == "有 3 项待办,其中 1 项已逾期"
    places = [message.body.index(item.title) for item in things]
    assert places == sorted(places)
    assert "逾期 11 天" in message.body
    assert len(message.alternatives) == 1


def test_nothing_is_sent_twice_a_day_and_nothing_when_nothing_waits(cast: Cast, things: list[TodoItem]) -> None:
    _wish(cast)
    assert len(digests.send_due(TUESDAY)) == 1
    assert digests.send_due(TUESDAY) == []
    things.clear()
    assert digests.send_due(date(2026, 3, 4)) == []
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("rhythm", "days"), [("daily", [MONDAY, TUESDAY]), ("weekly", [MONDAY]), ("never", [])])
def test_mail_comes_on_the_days_wished_for(cast: Cast, things: list[TodoItem], rhythm: str, days: list[date]) -> None:
    assert things
    _wish(cast, rhythm)
    assert [day for day in (MONDAY, TUESDAY) if digests.send_due(day)] == days


def test_a_failed_mail_is_noted_and_tried_again(
    cast: Cast, things: list[TodoItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert things
    _wish(cast)
    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMultiAlternatives, "send", _refused)
        assert [one.trouble for one in digests.send_due(TUESDAY)] == ["connection refused"]
    assert Digest.objects.get().sent_at is None
    assert [one.trouble for one in digests.send_due(TUESDAY)] == [""]
    assert len(mail.outbox) == 1


def _refused(*_given: Any, **_named: Any) -> None:
    raise ConnectionRefusedError("connection refused")


def test_an_address_is_needed_and_must_be_one(cast: Cast) -> None:
    for email in ("", "nobody", "a@b c.de"):
        with pytest.raises(Invalid) as wrong:
            digests.wish(actor=cast.member_a.actor, email=email, rhythm="daily")
        assert set(wrong.value.fields) == {"email"}
    assert digests.wish(actor=cast.member_a.actor, email="", rhythm="never").rhythm == "never"


def test_caught_mail_is_read_by_its_receiver_alone(
    cast: Cast, things: list[TodoItem], settings: Any, tmp_path: Path
) -> None:
    assert things
    _wish(cast)
    settings.MAIL_URL, settings.EMAIL_FILE_PATH = "caught:", str(tmp_path)
    digests.send_due(TUESDAY)
    catcher = EmailBackend(file_path=str(tmp_path))
    assert catcher.send_messages(mail.outbox) == 1
    digests.wish(actor=cast.manager_b.actor, email="cao@example.com", rhythm="daily")
    assert "签署任务书" in cast.member_a.client().get("/mailbox").content.decode()
    assert "签署任务书" not in cast.manager_b.client().get("/mailbox").content.decode()
    settings.MAIL_URL = ""
    assert cast.member_a.client().get("/mailbox").status_code == 404


def test_the_inbox_shows_what_waits_by_day_and_kind(cast: Cast, things: list[TodoItem]) -> None:
    client = cast.member_a.client()
    page = client.get("/inbox").content.decode()
    assert all(item.title in page for item in things)
    overdue = client.get("/inbox?span=overdue").content.decode()
    assert "签署任务书" in overdue
    assert "填报数据" not in overdue
    assert "没有待办事项" in client.get("/inbox?kind=nothing").content.decode()
