"""What the tests of responsibility stand on: a letter on its way, signers with passwords, duties."""

from datetime import date
from decimal import Decimal
from typing import Any

from ceyuan.apps.organisation.tests.cast import PASSWORD, Member
from ceyuan.apps.strategy.models import Duty, Letter, Target
from ceyuan.apps.strategy.services import letters, signing
from ceyuan.apps.strategy.services.signing import Pledge

from .boardroom import YEAR, Boardroom

HALF = 500_000


def targets_of_a(room: Boardroom, *, state: str = "agreed") -> list[Target]:
    """Two targets of A under targets of T: 40 patents, and 3 per cent intensity."""
    roots = {kpi: room.target(kpi, "T", value, state="in_force") for kpi, value in (("PAT", 40), ("INT", 3))}
    return [
        room.target(
            kpi,
            "A",
            value,
            parent=roots[kpi],
            state=state,
            baseline=Decimal(value) - 1,
            basic=value,
            challenge=Decimal(value) + 1,
            basis=Decimal(10_000) if kpi == "INT" else None,
            weight_ppm=HALF,
        )
        for kpi, value in (("PAT", 40), ("INT", 3))
    ]


def with_password(*members: Member) -> None:
    """Give the members the password of the cast, and forget earlier mistakes."""
    from django.core.cache import cache

    cache.clear()
    for member in members:
        member.account.set_password(PASSWORD)
        member.account.save(update_fields=["password"])


def duty(room: Boardroom, code: str = "D1", **facts: Any) -> Duty:
    """A duty of top leaders in force since five years ago."""
    given = {
        "kind": "chair",
        "title_zh": "主持科技创新工作会",
        "title_en": "Chair the innovation conference",
        "basis": "《科学技术进步法》第四十六条",
        "valid_from": date(YEAR - 5, 1, 1),
        **facts,
    }
    return Duty.objects.create(group=room.cast.group, code=code, **given)


def offered(room: Boardroom) -> Letter:
    """The letter of A, offered by the S&T office of the group."""
    targets_of_a(room)
    actor = room.cast.st_officer.actor
    made = letters.draft(actor=actor, unit_code="A", year=YEAR)
    return letters.offer(actor=actor, letter_id=made.pk, revision=made.revision)


def pledge(letter: Letter) -> Pledge:
    """What somebody signs who has just read the letter."""
    letter.refresh_from_db()
    return Pledge(letter.pk, letter.revision, letter.sha256)


def sign(letter: Letter, member: Member) -> Letter:
    """The member signs the letter as it stands."""
    return signing.sign(actor=member.actor, pledge=pledge(letter), password=PASSWORD)
