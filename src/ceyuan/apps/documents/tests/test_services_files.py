"""Attaching and withdrawing: rights, the store on disk, the trail."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import Any

import pytest

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import policies, selectors, shelf
from ceyuan.apps.documents.models import Document, StoredFile
from ceyuan.apps.documents.services import files
from ceyuan.apps.documents.tests.samples import HTML, PDF, XLSX
from ceyuan.core.kernel.verdict import Invalid, Refused, Verdict

SUBJECT = ("test.case", 7)


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def attach(cast: Any, member: Any, name: str = "任务书.pdf", content: bytes = PDF, unit: str = "A") -> Document:
    return files.store(
        actor=member.actor, unit=cast.units[unit], subject=SUBJECT, name=name, stream=[content[:9], content[9:]]
    )


def test_it_stores_bytes_under_their_hash_readable_by_the_server_alone(cast: Any, own_store: Path) -> None:
    made = attach(cast, cast.manager_a)
    digest = hashlib.sha256(PDF).hexdigest()
    place = own_store / digest[:2] / digest[2:4] / digest
    assert place.read_bytes() == PDF
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert (made.file.sha256, made.file.size, made.file.media_type) == (digest, len(PDF), "application/pdf")
    assert list((own_store / "incoming").iterdir()) == []


def test_it_tells_the_audit_who_attached_what_where(cast: Any) -> None:
    made = attach(cast, cast.manager_a, "../秘\u202e密.pdf")
    act = audit.of_subject(cast.auditor.actor, "documents.document", made.pk).get()
    assert (act.act, act.subject_label, act.unit_path) == ("documents.document.added", "秘密.pdf", cast.units["A"].path)
    assert act.after["sha256"] == made.file.sha256
    assert act.account_id == cast.manager_a.account.pk


def test_the_same_bytes_are_stored_once_under_two_names(cast: Any) -> None:
    first, second = attach(cast, cast.manager_a, "一.pdf"), attach(cast, cast.manager_b, "二.pdf", unit="B")
    assert first.file_id == second.file_id
    assert StoredFile.objects.count() == 1


def test_storing_again_heals_a_damaged_content(cast: Any) -> None:
    made = attach(cast, cast.manager_a)
    shelf.place(made.file.sha256).write_bytes(b"rotten")
    assert not shelf.is_sound(made.file.sha256, made.file.size)
    attach(cast, cast.manager_a, "再次.pdf")
    assert shelf.is_sound(made.file.sha256, made.file.size)


@pytest.mark.parametrize("member", ["member_a", "auditor", "manager_b", "hr_officer", "stranger"])
def test_it_refuses_who_may_not_add_here(cast: Any, member: str, own_store: Path) -> None:
    with pytest.raises(Refused) as refused:
        attach(cast, getattr(cast, member))
    assert refused.value.reason.code == "documents.may_not_add"
    assert not own_store.exists()


def test_it_refuses_a_disguised_file_and_leaves_nothing(cast: Any, own_store: Path) -> None:
    with pytest.raises(Invalid) as refused:
        attach(cast, cast.manager_a, "网页.pdf", HTML)
    assert refused.value.fields["file"][0].code == "documents.other_content"
    assert not Document.objects.exists()
    assert [path for path in own_store.rglob("*") if path.is_file()] == []


def test_it_stops_reading_as_soon_as_the_limit_is_passed(cast: Any, settings: Any, own_store: Path) -> None:
    settings.MAX_UPLOAD_BYTES = 1 << 20
    read = []

    def endless() -> Any:
        while True:
            read.append(1)
            yield b"%PDF-1.7 " + b"\x00" * (1 << 19)

    with pytest.raises(Invalid) as refused:
        files.store(actor=cast.manager_a.actor, unit=cast.units["A"], subject=SUBJECT, name="大.pdf", stream=endless())
    assert refused.value.fields["file"][0].facts["megabytes"] == 1
    assert len(read) == 2
    assert [path for path in own_store.rglob("*") if path.is_file()] == []


def test_a_capability_may_keep_its_classified_records_free_of_files(cast: Any, monkeypatch: Any) -> None:
    def rule(actor: Any, key: str, act: str) -> Verdict:
        del actor
        return Verdict.refused("documents.may_not_add") if (key, act) == ("7", "add") else Verdict.allowed()

    monkeypatch.setattr(policies, "collect", lambda module, name: ({"test.case": rule},))
    with pytest.raises(Refused):
        attach(cast, cast.manager_a)
    files.store(actor=cast.manager_a.actor, unit=cast.units["A"], subject=("test.case", 8), name="a.pdf", stream=[PDF])


def test_documents_are_seen_from_their_unit_upwards_only(cast: Any) -> None:
    made = attach(cast, cast.manager_a)
    seen = {name for name in cast.members if selectors.document(cast.members[name].actor, made.pk)}
    assert seen == {"st_officer", "manager_a", "auditor"}
    assert selectors.attached(cast.auditor.actor, *SUBJECT) == [made]
    assert selectors.attached(cast.stranger.actor, *SUBJECT) == []


def test_it_withdraws_with_a_reason_and_keeps_the_bytes(cast: Any) -> None:
    made = attach(cast, cast.manager_a)
    files.withdraw(actor=cast.manager_a.actor, document_id=made.pk, reason="传错文件")
    assert selectors.document(cast.st_officer.actor, made.pk) is None
    assert shelf.is_sound(made.file.sha256, made.file.size)
    act = audit.of_subject(cast.auditor.actor, "documents.document", made.pk).first()
    assert (act.act, act.reason) == ("documents.document.withdrawn", "传错文件")


@pytest.mark.parametrize(
    ("member", "reason", "code"),
    [
        ("manager_a", " ", "documents.reason_missing"),
        ("auditor", "x", "documents.may_not_withdraw"),
        ("manager_b", "x", "documents.not_found"),
        ("stranger", "x", "documents.not_found"),
    ],
)
def test_it_refuses_to_withdraw(cast: Any, member: str, reason: str, code: str) -> None:
    made = attach(cast, cast.manager_a)
    with pytest.raises(Refused) as refused:
        files.withdraw(actor=cast.members[member].actor, document_id=made.pk, reason=reason)
    assert refused.value.reason.code == code


def test_it_names_every_damaged_content_and_every_stray_file(cast: Any, own_store: Path) -> None:
    sound, changed = attach(cast, cast.manager_a), attach(cast, cast.manager_a, "表.xlsx", XLSX)
    shelf.place(changed.file.sha256).write_bytes(XLSX[:-1] + b"!")
    stray = own_store / "ab" / "cd" / ("abcd" + "0" * 60)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left over")
    found = list(selectors.damages())
    assert found[0] is None
    assert found[1] == selectors.Damage(changed.file.sha256, ("表.xlsx",))
    assert shelf.strays(selectors.known_contents()) == [stray]
    shelf.place(sound.file.sha256).unlink()
    assert len([item for item in selectors.damages() if item]) == 2
