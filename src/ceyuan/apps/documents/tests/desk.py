"""People with passwords, a record to sign, and a print of it; loaded for all tests by the top `conftest.py`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ceyuan.apps.documents.models import Signing

PASSWORD = "correct-horse-battery"
DATA_HASH = hashlib.sha256(b"facts").hexdigest()


@dataclass
class SigningDesk:
    """`cast.manager_a` and `cast.manager_b` sign; `desk.lay_out()` makes a signing of both."""

    cast: Any
    pdf: bytes
    made: list[Signing] = field(default_factory=list)

    def lay_out(self, **more: Any) -> Signing:
        """A signing of the two managers; `subject`, `pdf`, `parties`, `data_hash` may be given."""
        from ceyuan.apps.documents.interface import open_signing

        given = {
            "unit": self.cast.units["A"],
            "subject": ("test.case", len(self.made) + 1),
            "name": "任务书",
            "pdf": self.pdf,
            "data_hash": DATA_HASH,
            "parties": self.both(),
            **more,
        }
        found = open_signing(actor=self.cast.manager_a.actor, **given)
        self.made.append(found)
        return found

    def both(self) -> list[Any]:
        """The two parties."""
        from ceyuan.apps.documents.interface import Party

        first, second = self.cast.manager_a.person, self.cast.manager_b.person
        return [
            Party(key="first", label_zh="甲方", label_en="First party", person_id=first.pk),
            Party(key="second", label_zh="乙方", label_en="Second party", person_id=second.pk),
        ]

    def sign(self, member: str, signing: Signing, party: str, revision: int | None = None) -> Signing:
        """One signature; the revision seen is the present one unless given."""
        from ceyuan.apps.documents.interface import sign

        if revision is None:
            signing.refresh_from_db()
            revision = signing.revision
        actor = getattr(self.cast, member).actor
        return sign(actor=actor, signing_id=signing.pk, party=party, password=PASSWORD, revision=revision)

    def signed(self) -> Signing:
        """A signing that is complete."""
        found = self.lay_out()
        self.sign("manager_a", found, "first")
        return self.sign("manager_b", found, "second")


@pytest.fixture
def desk(cast: Any, settings: Any, tmp_path: Path) -> SigningDesk:
    """The desk, with an authority and a file store of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.AUTHORITY_ROOT = tmp_path / "ca"
    # The slow hash of the product is tested where it belongs; here a password is asked for at every signature.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in ("manager_a", "manager_b", "member_a", "st_officer", "hr_officer"):
        account = cast.members[name].account
        account.set_password(PASSWORD)
        account.save()
    return SigningDesk(cast, paper())


_PAPERS: list[bytes] = []


def paper() -> bytes:
    """A print of one page; typeset once for the whole run."""
    from datetime import UTC, datetime

    from ceyuan.apps.documents.interface import Record, Section, render_record

    if not _PAPERS:
        at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
        sections = (Section("基本信息", (("数据指纹", DATA_HASH),)),)
        _PAPERS.append(render_record(Record("超大型电解槽任务书", at, "测试", sections=sections)))
    return _PAPERS[0]
