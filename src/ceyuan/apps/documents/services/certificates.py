"""Certificates: issued by the installation, brought along as PKCS#12, renewed, revoked."""

import hashlib
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents.models import Certificate
from ceyuan.apps.documents.policies import may_revoke
from ceyuan.apps.documents.selectors import certificates as selectors
from ceyuan.apps.documents.signing import authority as own
from ceyuan.apps.organisation.interface import Actor, confirm, home_unit, people_of
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

LARGEST_P12 = 64 * 1024
SMALLEST_RSA = 2048


def issue(*, actor: Actor, password: str) -> Certificate:
    """A new certificate of the own authority for the actor, after the password. An older one of it is superseded."""
    confirm(actor=actor, password=password)
    with transaction.atomic():
        return _issue(actor)


def ensure(*, actor: Actor) -> Certificate:
    """The certificate the actor signs with; issued if there never was one. An ended one is not replaced in silence."""
    if actor.person_id is None:
        raise Refused("documents.no_person")
    return selectors.current_of(actor.person_id) or _issue(actor)


def bring(*, actor: Actor, content: bytes, passphrase: str, password: str) -> Certificate:
    """Take the actor's own certificate and key from a PKCS#12 file.

    `Invalid` on "file" when it cannot be opened, holds no key that signs, is no longer good, or leads to no root
    that an operator trusts; on "password" when the actor's password is wrong.
    """
    confirm(actor=actor, password=password)
    if actor.person_id is None:
        raise Refused("documents.no_person")
    leaf, key, chain = _opened(content, passphrase)
    fault = _fault(leaf, chain, timezone.now())
    if fault:
        raise Invalid({"file": [Reason(fault)]})
    with transaction.atomic():
        return _keep(actor, leaf, key, tuple(one.public_bytes(serialization.Encoding.PEM) for one in chain), "imported")


def revoke(*, actor: Actor, certificate_id: int, revocation: str, reason: str) -> Certificate:
    """Revoke a certificate for good: nothing is signed with it any more; what was signed before stays valid."""
    with transaction.atomic():
        found = selectors.certificate(actor, certificate_id)
        if found is None:
            raise Refused("documents.no_certificate")
        may_revoke(actor, found.person_id, found.unit.path).require()
        locked = Certificate.objects.select_for_update().get(pk=found.pk)
        return _revoke(actor, locked, revocation, reason)


def revoke_by_serial(*, actor: Actor, serial: str, revocation: str, reason: str) -> Certificate:
    """The same for an operator on the machine itself, who sees no page."""
    with transaction.atomic():
        found = Certificate.objects.select_for_update().filter(serial=serial.lower(), group=actor.group_id or 0).first()
        if found is None:
            raise Refused("documents.no_certificate")
        return _revoke(actor, found, revocation, reason)


def _revoke(actor: Actor, found: Certificate, revocation: str, reason: str) -> Certificate:
    if found.revoked_at is not None:
        raise Refused("documents.revoked_already")
    if revocation not in own.REVOCATIONS:
        raise Invalid({"revocation": [Reason("documents.unknown_revocation")]})
    if not reason.strip():
        raise Invalid({"reason": [Reason("documents.reason_missing")]})
    found.revoked_at, found.revocation, found.revoke_reason = timezone.now(), revocation, reason.strip()[:500]
    found.save(update_fields=["revoked_at", "revocation", "revoke_reason"])
    _record(actor, "documents.certificate.revoked", found, reason)
    return found


def _issue(actor: Actor) -> Certificate:
    unit = home_unit(actor)
    if unit is None or actor.person_id is None:
        raise Refused("documents.no_person")
    person = people_of(actor, [actor.person_id])[actor.person_id]
    subject = own.person_subject(
        name=str(person), unit=str(unit), group=actor.group_code or str(actor.group_id), staff_no=person.staff_no
    )
    url = f"{settings.PUBLIC_URL}{reverse('documents:revocation_list')}" if settings.PUBLIC_URL else ""
    house = selectors.authority()
    pair = house.issue(subject=subject, serial=own.new_serial(), at=timezone.now(), crl_url=url)
    older = Certificate.objects.select_for_update().filter(person=person.pk, revoked_at=None, source="own")
    for former in older:
        _revoke(actor, former, "superseded", "renewed")
    chain = (house.issuing.certificate, house.root.certificate)
    pems = tuple(one.public_bytes(serialization.Encoding.PEM) for one in chain)
    return _keep(actor, pair.certificate, own.key_bytes(pair.key), pems, "own")


def _keep(actor: Actor, leaf: x509.Certificate, key: bytes, chain: tuple[bytes, ...], source: str) -> Certificate:
    unit = home_unit(actor)
    if unit is None or actor.person_id is None:
        raise Refused("documents.no_person")
    digest = hashlib.sha256(leaf.public_bytes(serialization.Encoding.DER)).hexdigest()
    serial = f"{leaf.serial_number:x}" if source == "own" else f"{digest[:16]}.{leaf.serial_number:x}"[:80]
    if Certificate.objects.filter(sha256=digest).exists():
        raise Invalid({"file": [Reason("documents.certificate_known")]})
    vault = selectors.vault()
    # The key lies in the vault before the record names it; a record without its key could not sign.
    vault.write_key(f"people/{serial}.key", key)
    vault.write(f"people/{serial}.chain", b"".join(chain))
    made = Certificate.objects.create(
        group_id=unit.group_id,
        unit=unit,
        person_id=actor.person_id,
        source=source,
        serial=serial,
        subject=leaf.subject.rfc4514_string()[:500],
        issuer=leaf.issuer.rfc4514_string()[:500],
        sha256=digest,
        pem=leaf.public_bytes(serialization.Encoding.PEM).decode(),
        not_before=leaf.not_valid_before_utc,
        not_after=leaf.not_valid_after_utc,
    )
    _record(actor, f"documents.certificate.{'issued' if source == 'own' else 'imported'}", made, "")
    return made


def _record(actor: Actor, act: str, found: Certificate, reason: str) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=("documents.certificate", found.pk, found.subject[:200]),
        after={"serial": found.serial, "sha256": found.sha256, "revocation": found.revocation},
        reason=reason,
        unit_path=found.unit.path,
    )


def _opened(content: bytes, passphrase: str) -> tuple[x509.Certificate, bytes, list[x509.Certificate]]:
    if not content or len(content) > LARGEST_P12:
        raise Invalid({"file": [Reason("documents.not_pkcs12")]})
    try:
        key, leaf, others = pkcs12.load_key_and_certificates(content, passphrase.encode() or None)
    except Exception:  # noqa: BLE001 - whatever a foreign file makes the parser do, it is not one we can open
        raise Invalid({"file": [Reason("documents.not_pkcs12")]}) from None
    good = isinstance(key, ec.EllipticCurvePrivateKey) or (
        isinstance(key, rsa.RSAPrivateKey) and key.key_size >= SMALLEST_RSA
    )
    if leaf is None or key is None or not good or leaf.public_key() != key.public_key():
        raise Invalid({"file": [Reason("documents.no_signing_key")]})
    raw = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return leaf, raw, list(others or ())


def _fault(leaf: x509.Certificate, chain: list[x509.Certificate], now: datetime) -> str:
    if not leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc:
        return "documents.certificate_expired"
    try:
        usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = None
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        return "documents.no_signing_key"
    trusted = {x509.load_der_x509_certificate(one) for one in selectors.trust().roots}
    return "" if _leads_to(leaf, chain, trusted) else "documents.issuer_untrusted"


def _leads_to(leaf: x509.Certificate, chain: list[x509.Certificate], roots: set[x509.Certificate]) -> bool:
    """Whether signatures lead from the certificate over at most five issuers to a trusted root."""
    at = leaf
    for _ in range(6):
        if at in roots:
            return True
        above = next((one for one in (*roots, *chain) if one.subject == at.issuer and _signed_by(at, one)), None)
        if above is None or above == at:
            return False
        at = above
    return False


def _signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        constraints = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
    except Exception:  # noqa: BLE001 - any failure means: not signed by that one
        return False
    return constraints.ca


def trust_roots(content: bytes) -> list[str]:
    """Lay root certificates of another authority into the folder of trusted ones; their subjects.

    For an operator on the machine itself. `Invalid` on "file" when it holds anything but certificates of authorities.
    """
    try:
        found = [x509.load_der_x509_certificate(one) for one in own.load_roots([content])]
        for one in found:
            if not one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
                raise ValueError(one.subject.rfc4514_string())
    except (ValueError, x509.ExtensionNotFound):
        raise Invalid({"file": [Reason("documents.no_root_certificate")]}) from None
    for one in found:
        digest = one.fingerprint(hashes.SHA256()).hex()
        selectors.vault().write(f"trusted/{digest}.pem", one.public_bytes(serialization.Encoding.PEM))
    return [one.subject.rfc4514_string() for one in found]
