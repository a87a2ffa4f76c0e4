"""`ceyuan certificates` and `ceyuan documents verify FILE` as a person types them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from django.utils import translation

from ceyuan.apps.documents.models import Certificate
from ceyuan.apps.documents.selectors.signings import content_of
from ceyuan.apps.documents.tests.desk import SigningDesk
from ceyuan.entry.cli import collect


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """The command line speaks English; what runs after it does not."""
    with translation.override("en"):
        yield


def run(*words: str) -> Result:
    return CliRunner().invoke(collect(), list(words))


def test_certificates_are_listed_and_revoked_and_the_list_is_written(desk: SigningDesk, tmp_path: Path) -> None:
    desk.signed()
    one = Certificate.objects.order_by("id")[0]
    assert one.serial in run("certificates", "list", "--group", "T").output
    done = run("certificates", "revoke", one.serial, "--cause", "cessation", "--reason", "left", "--group", "T")
    assert done.exit_code == 0, done.output
    assert "revoked (cessation)" in run("certificates", "list", "--group", "T").output
    target = tmp_path / "out.crl"
    assert run("certificates", "crl", str(target)).exit_code == 0
    listed = x509.load_der_x509_crl(target.read_bytes())
    assert [entry.serial_number for entry in listed] == [int(one.serial, 16)]


def test_a_signed_file_is_verified_and_a_changed_one_is_not(desk: SigningDesk, tmp_path: Path) -> None:
    with content_of(desk.signed()) as content:
        whole = content
    file = tmp_path / "a.pdf"
    file.write_bytes(whole)
    good = run("documents", "verify", str(file))
    assert (good.exit_code, good.output.count(": holds")) == (0, 2)
    file.write_bytes(whole[:300] + b"!" + whole[301:])
    bad = run("documents", "verify", str(file))
    assert bad.exit_code == 1
    assert "do not rely" in bad.output
