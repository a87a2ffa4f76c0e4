"""The installation's own certification authority: a root, an issuing key below it, and a key for time stamps.

It says who signed within this installation. It is not an accredited authority, and its certificates are not qualified.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .vault import Vault

ROOT_YEARS, ISSUING_YEARS, STAMP_YEARS, PERSON_YEARS = 20, 10, 10, 2
ROOT, ISSUING, STAMPS = "root", "issuing", "stamps"
CRL_DAYS = 7
# A machine whose clock runs a little behind must not find a new certificate "not yet valid".
EARLIER = timedelta(minutes=5)
REVOCATIONS = {
    "unspecified": x509.ReasonFlags.unspecified,
    "key_compromise": x509.ReasonFlags.key_compromise,
    "affiliation_changed": x509.ReasonFlags.affiliation_changed,
    "superseded": x509.ReasonFlags.superseded,
    "cessation": x509.ReasonFlags.cessation_of_operation,
}


@dataclass(frozen=True, slots=True)
class Revoked:
    """A revoked serial number, when and why (a key of `REVOCATIONS`)."""

    serial: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


@dataclass(frozen=True, slots=True)
class Authority:
    """The three pairs of the installation."""

    root: Pair
    issuing: Pair
    stamps: Pair

    @property
    def chain(self) -> tuple[bytes, bytes]:
        """The issuing and the root certificate, DER."""
        return self.issuing.der, self.root.der

    def issue(self, *, subject: x509.Name, serial: int, at: datetime, crl_url: str = "") -> Pair:
        """A certificate for a person with a new key, for two years, for signatures only."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(subject, self.issuing.certificate.subject, key, serial, (at, PERSON_YEARS)).add_extension(
            _usage("digital_signature", "content_commitment"), critical=True
        )
        if crl_url:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(crl_url)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return Pair(_signed(builder, self.issuing), key)

    def crl(self, revoked: Iterable[Revoked], at: datetime) -> bytes:
        """The list of revoked certificates of people, DER; numbered by its second, good for a week."""
        return _crl(self.issuing, revoked, at)

    def crls(self, revoked: Iterable[Revoked], at: datetime) -> tuple[bytes, bytes]:
        """The lists of the issuing key and of the root (which has revoked nothing), DER."""
        return self.crl(revoked, at), _crl(self.root, (), at)


def open_authority(vault: Vault, *, name: str, at: datetime) -> Authority:
    """The authority in this folder; made at first need, once, whoever asks first."""
    if not vault.has(f"{STAMPS}.key"):
        with vault.locked():
            if not vault.has(f"{STAMPS}.key"):
                _found(vault, name, at)
    return Authority(_load(vault, ROOT), _load(vault, ISSUING), _load(vault, STAMPS))


def root_pem(vault: Vault) -> bytes:
    """The root certificate as PEM: what an outside verifier has to trust."""
    return vault.read(f"{ROOT}.pem")


def person_subject(*, name: str, unit: str, group: str, staff_no: str) -> x509.Name:
    """Who the certificate is of: group, unit, name and staff number, cut to what a certificate may hold."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, group[:64] or "-"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit[:64] or "-"),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64] or "-"),
            x509.NameAttribute(NameOID.USER_ID, staff_no[:64] or "-"),
        ]
    )


def new_serial() -> int:
    """A serial number nobody can foresee (127 random bits)."""
    return secrets.randbits(127) | 1


def _found(vault: Vault, name: str, at: datetime) -> None:
    def title(part: str) -> x509.Name:
        words = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64] or "Ceyuan")]
        return x509.Name([*words, x509.NameAttribute(NameOID.COMMON_NAME, f"Ceyuan {part} {at:%Y%m%d}")])

    root_key, issuing_key, stamp_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root_name = title("Root")
    top = _builder(root_name, root_name, root_key, new_serial(), (at, ROOT_YEARS), path_length=1)
    root_certificate = top.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True).sign(
        root_key, hashes.SHA256()
    )
    root = Pair(root_certificate, root_key)
    below = _builder(title("Issuing"), root_name, issuing_key, new_serial(), (at, ISSUING_YEARS), path_length=0)
    issuing = Pair(_signed(below.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True), root), issuing_key)
    clock = _builder(title("Time Stamps"), issuing.certificate.subject, stamp_key, new_serial(), (at, STAMP_YEARS))
    clock = clock.add_extension(_usage("digital_signature"), critical=True).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
    )
    stamps = Pair(_signed(clock, issuing), stamp_key)
    # The stamps' key is written last: once it is there, everything is.
    for label, pair in ((ROOT, root), (ISSUING, issuing), (STAMPS, stamps)):
        vault.write(f"{label}.pem", pair.certificate.public_bytes(serialization.Encoding.PEM))
        vault.write_key(f"{label}.key", key_bytes(pair.key))


def key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The key as PKCS#8 DER, in the open: only for the vault, which seals it."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _load(vault: Vault, label: str) -> Pair:
    certificate = x509.load_pem_x509_certificate(vault.read(f"{label}.pem"))
    key = serialization.load_der_private_key(vault.read_key(f"{label}.key"), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"The key {label} is not of an elliptic curve.")
    return Pair(certificate, key)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    serial: int,
    term: tuple[datetime, int],
    path_length: int | None = None,
) -> x509.CertificateBuilder:
    since, years = term
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(since - EARLIER)
        .not_valid_after(since + timedelta(days=365 * years + years // 4))
        .add_extension(x509.BasicConstraints(ca=path_length is not None, path_length=path_length), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _signed(builder: x509.CertificateBuilder, issuer: Pair) -> x509.Certificate:
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    return builder.add_extension(identifier, critical=False).sign(issuer.key, hashes.SHA256())


def _usage(*allowed: str) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: name in allowed for name in (*names, *more)})


def _next_second(moment: datetime) -> datetime:
    """A list tells whole seconds: rounded down, what was signed earlier in that second would count as too late."""
    return moment.replace(microsecond=0) + timedelta(seconds=moment.microsecond > 0)


def _crl(issuer: Pair, revoked: Iterable[Revoked], at: datetime) -> bytes:
    moment = at.replace(microsecond=0)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(moment - EARLIER)
        .next_update(moment + timedelta(days=CRL_DAYS))
        .add_extension(x509.CRLNumber(int(moment.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.serial).revocation_date(_next_second(one.at))
        if one.reason != "unspecified":  # the standard wants the reason left out rather than "unspecified"
            entry = entry.add_extension(x509.CRLReason(REVOCATIONS[one.reason]), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def load_roots(pems: Sequence[bytes]) -> list[bytes]:
    """Certificates of PEM or DER files as DER. Raises `ValueError` for anything else."""
    found: list[bytes] = []
    for content in pems:
        several = (
            x509.load_pem_x509_certificates(content)
            if b"-----BEGIN" in content
            else [x509.load_der_x509_certificate(content)]
        )
        found += [one.public_bytes(serialization.Encoding.DER) for one in several]
    return found
