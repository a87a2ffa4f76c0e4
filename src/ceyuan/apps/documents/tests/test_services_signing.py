"""Laying out, signing, refusing: one line after the other, nothing lost and nothing doubled."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import interface as documents
from ceyuan.apps.documents import shelf, signed_records
from ceyuan.apps.documents.models import Document, Signing, SigningParty
from ceyuan.apps.documents.selectors.signings import content_of
from ceyuan.apps.documents.tests.desk import DATA_HASH, SigningDesk
from ceyuan.core.kernel.verdict import Invalid, Refused


def codes(found: Signing) -> list[str]:
    return [one.code for one in documents.check(found.pk)]


def bytes_of(found: Signing) -> bytes:
    found.refresh_from_db()
    with content_of(found) as content:
        return content


def refusal(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reason.code


def test_two_parties_sign_one_print_and_everything_agrees(desk: SigningDesk) -> None:
    found = desk.lay_out()
    first = bytes_of(found)
    assert codes(found) == ["documents.nothing_signed"]
    desk.sign("manager_a", found, "first")
    second = bytes_of(found)
    done = desk.sign("manager_b", found, "second")
    whole = bytes_of(found)
    assert second.startswith(first)
    assert whole.startswith(second)
    assert (done.state, done.revision) == ("complete", 2)
    assert documents.is_complete(found.pk)
    assert codes(found) == ["documents.all_agrees"]


def test_each_signature_says_who_when_and_over_which_hashes(desk: SigningDesk) -> None:
    from ceyuan.apps.documents.selectors import certificates
    from ceyuan.apps.documents.signing.reading import read

    found = desk.signed()
    marks = read(bytes_of(found), certificates.trust())
    assert [one.signer for one in marks.signatures] == ["白主管", "曹主管"]
    assert {one.data_hash for one in marks.signatures} == {DATA_HASH}
    assert {one.print_hash for one in marks.signatures} == {found.print_hash}
    assert all(one.stamped and one.holds for one in marks.signatures)
    assert marks.archived


def test_the_trail_tells_of_opening_and_of_each_signature(desk: SigningDesk) -> None:
    found = desk.signed()
    acts = audit.of_subject(desk.cast.auditor.actor, "documents.signing", found.pk).order_by("id")
    assert [one.act for one in acts] == [
        "documents.signing.opened",
        "documents.signing.signed",
        "documents.signing.signed",
    ]
    assert acts[2].after["state"] == "complete"


@pytest.mark.parametrize(
    ("member", "party", "code"),
    [
        ("manager_b", "first", "documents.not_your_line"),
        ("st_officer", "first", "documents.not_your_line"),
        ("member_a", "first", "documents.no_signing"),
        ("manager_a", "third", "documents.no_such_line"),
    ],
)
def test_it_refuses_who_is_not_the_party(desk: SigningDesk, member: str, party: str, code: str) -> None:
    found = desk.lay_out()
    assert refusal(lambda: desk.sign(member, found, party)) == code
    assert not SigningParty.objects.filter(signed_at__isnull=False).exists()


def test_it_refuses_a_second_signature_on_the_same_line(desk: SigningDesk) -> None:
    found = desk.lay_out()
    desk.sign("manager_a", found, "first")
    assert refusal(lambda: desk.sign("manager_a", found, "first")) == "documents.signed_already"


def test_it_refuses_what_was_signed_by_another_meanwhile(desk: SigningDesk) -> None:
    found = desk.lay_out()
    desk.sign("manager_a", found, "first")
    assert refusal(lambda: desk.sign("manager_b", found, "second", revision=0)) == "documents.signing_stale"
    assert desk.sign("manager_b", found, "second").state == "complete"


def test_it_refuses_a_wrong_password_before_anything_happens(desk: SigningDesk) -> None:
    found = desk.lay_out()
    with pytest.raises(Invalid) as refused:
        documents.sign(
            actor=desk.cast.manager_a.actor, signing_id=found.pk, party="first", password="wrong", revision=0
        )
    assert "password" in refused.value.fields
    assert bytes_of(found) == desk.pdf


def test_it_refuses_to_sign_what_was_voided_and_lays_the_record_out_anew(desk: SigningDesk) -> None:
    found = desk.lay_out(subject=("test.case", "x"))
    assert refusal(lambda: desk.lay_out(subject=("test.case", "x"))) == "documents.signing_exists"
    documents.void(actor=desk.cast.manager_a.actor, signing_id=found.pk, reason="条款有误")
    assert refusal(lambda: desk.sign("manager_a", found, "first")) == "documents.signing_void"
    again = desk.lay_out(subject=("test.case", "x"))
    current = documents.signing_of("test.case", "x")
    assert current is not None
    assert current.pk == again.pk


def test_it_voids_nothing_that_is_complete_or_of_another_group(desk: SigningDesk) -> None:
    found = desk.signed()
    actor, stranger = desk.cast.manager_a.actor, desk.cast.stranger.actor
    assert refusal(lambda: documents.void(actor=actor, signing_id=found.pk, reason="x")) == "documents.signing_complete"
    other = desk.lay_out()
    assert refusal(lambda: documents.void(actor=stranger, signing_id=other.pk, reason="x")) == "documents.no_signing"
    with pytest.raises(Invalid):
        documents.void(actor=actor, signing_id=other.pk, reason=" ")


def test_it_refuses_to_add_a_signature_to_changed_bytes(desk: SigningDesk) -> None:
    found = desk.lay_out()
    shelf.place(found.file.sha256).write_bytes(desk.pdf[:-3] + b"!!!")
    assert refusal(lambda: desk.sign("manager_a", found, "first")) == "documents.signed_bytes_changed"
    assert codes(found) == ["documents.signed_bytes_changed"]


def test_it_refuses_when_the_data_are_no_longer_those_on_the_paper(desk: SigningDesk, monkeypatch: Any) -> None:
    changed = signed_records.Follower("test.case", data_hash=lambda _key: "f" * 64)
    found = desk.lay_out()
    monkeypatch.setattr(signed_records, "collect", lambda module, name: ([changed],) if module == "signatures" else ())
    assert refusal(lambda: desk.sign("manager_a", found, "first")) == "documents.facts_changed"
    assert "documents.facts_changed" in codes(found)


def test_the_capability_follows_each_signature_and_its_refusal_undoes_it(desk: SigningDesk, monkeypatch: Any) -> None:
    seen: list[tuple[str, int]] = []

    def follow(*, actor: Any, signing: Signing) -> None:
        seen.append((actor.name, signing.revision))
        if signing.state == "complete":
            raise Refused("documents.not_found")

    monkeypatch.setattr(
        signed_records, "collect", lambda *_given: ([signed_records.Follower("test.case", signed=follow)],)
    )
    found = desk.lay_out()
    desk.sign("manager_a", found, "first")
    assert refusal(lambda: desk.sign("manager_b", found, "second")) == "documents.not_found"
    assert seen == [("白主管", 1), ("曹主管", 2)]
    found.refresh_from_db()
    assert (found.state, found.revision) == ("open", 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"pdf": b"hello"}, "pdf"),
        ({"pdf": b"%PDF-1.7 cut off"}, "pdf"),
        ({"data_hash": "abc"}, "data_hash"),
        ({"parties": []}, "parties"),
    ],
)
def test_it_lays_out_nothing_that_cannot_be_signed(desk: SigningDesk, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.lay_out(**given)
    assert field in refused.value.fields
    assert not Signing.objects.exists()


def test_the_complete_file_stands_with_the_record_and_cannot_be_withdrawn(desk: SigningDesk) -> None:
    found = desk.signed()
    kept = Document.objects.get(subject_kind="test.case", subject_id=found.subject_id)
    assert kept.file_id == found.file_id
    actor = desk.cast.manager_a.actor
    act = lambda: documents.withdraw(actor=actor, document_id=kept.pk, reason="传错")  # noqa: E731
    assert refusal(act) == "documents.signed_file"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_signing SET state = 'open', revision = revision + 1",
        "UPDATE documents_signing SET data_hash = repeat('0', 64), revision = revision + 1",
        "DELETE FROM documents_signing",
        "UPDATE documents_signingparty SET signer_name = 'x'",
        "DELETE FROM documents_signingparty",
        "UPDATE documents_document SET withdrawn_at = now()",
        "DELETE FROM documents_document",
        "UPDATE documents_storedfile SET sha256 = repeat('0', 64) WHERE size > 60000",
        "UPDATE documents_certificate SET not_after = now()",
        "DELETE FROM documents_certificate",
    ],
)
def test_the_database_keeps_what_was_signed(desk: SigningDesk, statement: str) -> None:
    from django.db import connection

    desk.signed()
    with pytest.raises(DatabaseError, match="documents\\."), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
