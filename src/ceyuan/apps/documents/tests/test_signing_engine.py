"""The authority, the keys and PAdES by themselves: an independent verifier agrees, every changed byte is found."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.reader import PdfFileReader

from ceyuan.apps.documents.signing import asn1_lengths, authority, pades, reading, stamps, vault
from ceyuan.apps.documents.signing.pens import KeyPen
from ceyuan.apps.documents.tests.desk import paper

NOW = datetime.now(UTC)
WORDS = f"甲方 data-sha256:{'a' * 64} print-sha256:{'b' * 64}"


@pytest.fixture
def safe(tmp_path: Path) -> vault.Vault:
    return vault.Vault(tmp_path / "ca", "secret")


@pytest.fixture
def house(safe: vault.Vault) -> authority.Authority:
    return authority.open_authority(safe, name="测试", at=NOW - timedelta(days=800))


def trust(house: authority.Authority, *revoked: authority.Revoked) -> pades.Trust:
    return pades.Trust((house.root.der,), house.crls(revoked, datetime.now(UTC)), (house.issuing.der,))


def person(house: authority.Authority, at: datetime = NOW) -> authority.Pair:
    subject = authority.person_subject(name="张三", unit="甲", group="测试", staff_no="A_1")
    return house.issue(subject=subject, serial=authority.new_serial(), at=at)


def signed(house: authority.Authority, pair: authority.Pair, pdf: bytes, field: str = "one", **more: Any) -> bytes:
    clock = more.pop("clock", lambda: datetime.now(UTC))
    return pades.add_signature(
        pdf,
        pen=KeyPen(pair.der, house.chain, pair.key),
        words=pades.Words(field, "张三", WORDS),
        stamps=stamps.stamps(house, clock),
        trust=trust(house),
        **more,
    )


class TestSignatures:
    """All over one small print."""

    def test_a_verifier_that_is_not_ours_agrees(self, house: authority.Authority, tmp_path: Path) -> None:
        pair = person(house)
        whole = signed(house, pair, paper())
        embedded = PdfFileReader(BytesIO(whole)).embedded_regular_signatures[0]
        begin, length, again, rest = embedded.byte_range
        content = whole[begin : begin + length] + whole[again : again + rest]
        info = cms.ContentInfo.load(embedded.pkcs7_content)["content"]["signer_infos"][0]
        digest = next(one["values"][0].native for one in info["signed_attrs"] if one["type"].native == "message_digest")
        assert digest == hashlib.sha256(content).digest()
        attributes = info["signed_attrs"].untag().dump()
        pair.certificate.public_key().verify(info["signature"].native, attributes, ec.ECDSA(hashes.SHA256()))  # type: ignore[union-attr,call-arg,arg-type]
        openssl = shutil.which("openssl")
        if openssl is None:
            return
        files = {name: tmp_path / name for name in ("cms.der", "content.bin", "root.pem")}
        files["cms.der"].write_bytes(embedded.pkcs7_content)
        files["content.bin"].write_bytes(content)
        files["root.pem"].write_bytes(authority.root_pem(vault.Vault(tmp_path / "ca", "secret")))
        command = [openssl, "cms", "-verify", "-inform", "DER", "-in", str(files["cms.der"]), "-binary"]
        command += ["-content", str(files["content.bin"]), "-CAfile", str(files["root.pem"]), "-purpose", "any"]
        done = subprocess.run([*command, "-out", str(tmp_path / "out")], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        files["content.bin"].write_bytes(content[:-1] + b"!")
        assert subprocess.run(command, capture_output=True, check=False).returncode != 0

    @pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.7])
    def test_one_changed_byte_is_found(self, house: authority.Authority, share: float) -> None:
        print_ = paper()
        changed = bytearray(signed(house, person(house), print_))
        changed[int(len(print_) * share)] ^= 1
        found = reading.read(bytes(changed), trust(house))
        assert not found.holds

    def test_a_foreign_authority_is_not_trusted(self, house: authority.Authority, tmp_path: Path) -> None:
        foreign = authority.open_authority(vault.Vault(tmp_path / "other", "x"), name="别处", at=NOW)
        whole = signed(foreign, person(foreign), paper())
        assert "documents.signer_untrusted" in reading.read(whole, trust(house)).signatures[0].codes
        assert reading.read(whole, trust(foreign)).holds

    def test_a_signature_outlives_its_certificate_and_its_revocation(self, house: authority.Authority) -> None:
        long_ago = NOW - timedelta(days=790)
        pair = person(house, at=long_ago)
        assert pair.certificate.not_valid_after_utc < NOW
        with pytest.raises(Exception, match=r"expired|valid"):
            signed(house, pair, paper())
        young = person(house)
        whole = signed(house, young, paper())
        serial = young.certificate.serial_number
        later = authority.Revoked(serial, datetime.now(UTC) + timedelta(minutes=1), "superseded")
        before = authority.Revoked(serial, NOW - timedelta(minutes=1), "key_compromise")
        assert reading.read(whole, trust(house, later)).holds
        assert reading.read(whole, trust(house, before)).signatures[0].codes == ("documents.signed_revoked",)

    def test_the_last_signature_archives_the_whole_and_keeps_what_was_before(self, house: authority.Authority) -> None:
        first = signed(house, person(house), paper())
        second = signed(house, person(house), first, "two", archive=True)
        assert second.startswith(first)
        found = reading.read(second, trust(house))
        assert (found.archived, found.holds, len(found.signatures)) == (True, True, 2)


def test_keys_are_sealed_and_readable_by_the_server_alone(safe: vault.Vault, house: authority.Authority) -> None:
    files = [path for path in safe.root.rglob("*") if path.is_file() and path.name != ".lock"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    raw = authority.key_bytes(house.root.key)
    assert all(raw not in path.read_bytes() for path in files)
    with pytest.raises(vault.VaultTrouble, match="secret"):
        vault.Vault(safe.root, "another").read_key("root.key")


def test_a_key_cannot_pass_for_another(safe: vault.Vault, house: authority.Authority) -> None:
    del house
    (safe.root / "issuing.key").write_bytes((safe.root / "root.key").read_bytes())
    with pytest.raises(vault.VaultTrouble):
        safe.read_key("issuing.key")


@pytest.mark.parametrize("name", ["../x", "a/../b", "/etc/x", "a//b", ".hidden", "a\x00"])
def test_no_name_leads_out_of_the_folder(safe: vault.Vault, name: str) -> None:
    with pytest.raises(ValueError, match="Not a name"):
        safe.write(name, b"")


def test_the_list_of_revoked_ones_names_when_and_why(house: authority.Authority) -> None:
    der = house.crl([authority.Revoked(7, NOW, "key_compromise")], NOW)
    entry = x509.load_der_x509_crl(der).get_revoked_certificate_by_serial_number(7)
    assert entry is not None
    assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason == x509.ReasonFlags.key_compromise


@pytest.mark.parametrize(
    ("header", "definite"),
    [
        (b"\x30\x80", False),
        (b"\xa0\x80\x30\x80", False),
        (b"\x30\x81\x80", True),
        (b"\x30\x82\x01\x80", True),
        (b"\xa0\x82\x01\x84\x30\x82\x01\x80", True),
    ],
)
def test_a_length_that_ends_like_an_indefinite_one_is_told_apart(header: bytes, definite: bool) -> None:  # noqa: FBT001
    assert asn1_lengths.is_definite(header) is definite


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-", b"%PDF-1.7\n" + b"[" * 100_000])
def test_reading_never_breaks_on_what_is_no_pdf(house: authority.Authority, content: bytes) -> None:
    assert reading.read(content, trust(house)).fault
