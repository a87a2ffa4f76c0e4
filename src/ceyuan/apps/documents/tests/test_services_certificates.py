"""Certificates of people: what is no longer good signs nothing; what is brought along must lead to a trusted root."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.utils import timezone

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.documents.models import Certificate
from ceyuan.apps.documents.selectors import certificates as selectors
from ceyuan.apps.documents.services import certificates as services
from ceyuan.apps.documents.signing import authority
from ceyuan.apps.documents.signing.vault import Vault
from ceyuan.apps.documents.tests.desk import PASSWORD, SigningDesk
from ceyuan.core.kernel.verdict import Invalid, Refused


@pytest.fixture
def foreign(tmp_path: Path) -> authority.Authority:
    return authority.open_authority(Vault(tmp_path / "foreign", "x"), name="外部CA", at=timezone.now())


def p12(house: authority.Authority, at: datetime | None = None, passphrase: bytes = b"pin") -> bytes:
    subject = authority.person_subject(name="白主管", unit="甲", group="外部", staff_no="1")
    pair = house.issue(subject=subject, serial=authority.new_serial(), at=at or timezone.now())
    chain = [house.issuing.certificate, house.root.certificate]
    return pkcs12.serialize_key_and_certificates(
        b"me", pair.key, pair.certificate, chain, BestAvailableEncryption(passphrase)
    )


def pem(house: authority.Authority) -> bytes:
    return house.root.certificate.public_bytes(serialization.Encoding.PEM)


def bring(desk: SigningDesk, content: bytes, passphrase: str = "pin") -> Certificate:  # noqa: S107
    return services.bring(actor=desk.cast.manager_a.actor, content=content, passphrase=passphrase, password=PASSWORD)


def test_the_first_signature_brings_the_first_certificate(desk: SigningDesk) -> None:
    found = desk.lay_out()
    desk.sign("manager_a", found, "first")
    made = Certificate.objects.get()
    assert (made.source, made.person_id) == ("own", desk.cast.manager_a.person.pk)
    assert timedelta(days=725) < made.not_after - timezone.now() < timedelta(days=735)
    assert "白主管" in made.subject


def test_a_revoked_certificate_signs_nothing_and_a_new_one_does(desk: SigningDesk) -> None:
    actor = desk.cast.manager_a.actor
    made = services.issue(actor=actor, password=PASSWORD)
    services.revoke(actor=actor, certificate_id=made.pk, revocation="key_compromise", reason="遗失")
    found = desk.lay_out()
    with pytest.raises(Refused) as refused:
        desk.sign("manager_a", found, "first")
    assert refused.value.reason.code == "documents.certificate_revoked"
    services.issue(actor=actor, password=PASSWORD)
    assert desk.sign("manager_a", found, "first").revision == 1


def test_an_expired_certificate_signs_nothing(desk: SigningDesk, monkeypatch: Any) -> None:
    long_ago = timezone.now() - timedelta(days=800)
    actor = desk.cast.manager_a.actor
    selectors.authority()
    with monkeypatch.context() as then:
        then.setattr(services.timezone, "now", lambda: long_ago)
        services.issue(actor=actor, password=PASSWORD)
    with pytest.raises(Refused) as refused:
        desk.sign("manager_a", desk.lay_out(), "first")
    assert refused.value.reason.code == "documents.certificate_expired"


def test_what_was_signed_before_a_revocation_stays_signed(desk: SigningDesk) -> None:
    found = desk.signed()
    made = Certificate.objects.get(person=desk.cast.manager_a.person)
    services.revoke(
        actor=desk.cast.hr_officer.actor, certificate_id=made.pk, revocation="affiliation_changed", reason="调离"
    )
    assert [one.code for one in documents.check(found.pk)] == ["documents.all_agrees"]


def test_a_certificate_of_a_trusted_authority_signs(desk: SigningDesk, foreign: authority.Authority) -> None:
    content = p12(foreign)
    with pytest.raises(Invalid) as refused:
        bring(desk, content)
    assert refused.value.fields["file"][0].code == "documents.issuer_untrusted"
    services.trust_roots(pem(foreign))
    assert bring(desk, content).source == "imported"
    found = desk.lay_out()
    desk.sign("manager_a", found, "first")
    assert desk.sign("manager_b", found, "second").state == "complete"
    assert [one.code for one in documents.check(found.pk)] == ["documents.all_agrees"]


@pytest.mark.parametrize(
    ("content", "passphrase", "code"),
    [
        (b"", "pin", "documents.not_pkcs12"),
        (b"0" * 70_000, "pin", "documents.not_pkcs12"),
        (b"\x30\x82 rubbish", "pin", "documents.not_pkcs12"),
        (None, "wrong", "documents.not_pkcs12"),
    ],
)
def test_it_takes_no_file_that_it_cannot_open(
    desk: SigningDesk, foreign: authority.Authority, content: bytes | None, passphrase: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        bring(desk, p12(foreign) if content is None else content, passphrase)
    assert refused.value.fields["file"][0].code == code
    assert not Certificate.objects.exists()


def test_it_takes_no_certificate_that_has_expired(desk: SigningDesk, foreign: authority.Authority) -> None:
    services.trust_roots(pem(foreign))
    with pytest.raises(Invalid) as refused:
        bring(desk, p12(foreign, datetime(2020, 1, 1, tzinfo=UTC)))
    assert refused.value.fields["file"][0].code == "documents.certificate_expired"


def test_only_the_owner_and_the_personnel_office_revoke(desk: SigningDesk) -> None:
    made = services.issue(actor=desk.cast.manager_a.actor, password=PASSWORD)
    with pytest.raises(Refused) as refused:
        services.revoke(actor=desk.cast.manager_b.actor, certificate_id=made.pk, revocation="cessation", reason="x")
    assert refused.value.reason.code == "documents.no_certificate"
