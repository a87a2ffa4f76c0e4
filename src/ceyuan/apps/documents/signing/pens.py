"""What signs: a pen. A key of the vault is one kind; a token or a device of the national algorithms can be another."""

from dataclasses import dataclass
from typing import Protocol

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class Pen(Protocol):
    """Signs bytes with a key it may never show.

    `certificate` and `chain` (the issuers, nearest first) are DER. `longest` is an upper bound of a signature in bytes.
    """

    @property
    def certificate(self) -> bytes: ...
    @property
    def chain(self) -> tuple[bytes, ...]: ...
    @property
    def longest(self) -> int: ...
    def sign(self, content: bytes, digest: str) -> bytes: ...


PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class KeyPen:
    """A pen whose key is in memory: ECDSA, or RSA with PKCS#1 v1.5."""

    certificate: bytes
    chain: tuple[bytes, ...]
    key: PrivateKey

    @property
    def longest(self) -> int:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return (self.key.key_size + 7) // 8
        return 2 * ((self.key.curve.key_size + 7) // 8) + 16

    def sign(self, content: bytes, digest: str) -> bytes:
        algorithm = _HASHES[digest]()
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(content, padding.PKCS1v15(), algorithm)
        return self.key.sign(content, ec.ECDSA(algorithm))


def key_pen(certificate: bytes, chain: tuple[bytes, ...], key: bytes) -> KeyPen:
    """A pen from a certificate (DER), its issuers, a key (PKCS#8 DER). Raises `TypeError` for other kinds of keys."""
    loaded = serialization.load_der_private_key(key, None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TypeError("Only keys of elliptic curves and RSA keys sign here.")
    return KeyPen(certificate, chain, loaded)


class PenSigner(Signer):
    """Lets pyHanko write with a pen."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        issuers = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        issuers.register_multiple([asn1.Certificate.load(one) for one in pen.chain])
        super().__init__(signing_cert=asn1.Certificate.load(pen.certificate), cert_registry=issuers)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
        """Called by pyHanko; a dry run only asks how much room the signature needs."""
        return b"\x00" * self.pen.longest if dry_run else self.pen.sign(data, digest_algorithm)
