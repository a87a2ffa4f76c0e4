"""The pages of signing: what waits, one signature, a sitting, my certificate, any PDF brought along."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ceyuan.apps.documents.models import BatchLine, Certificate
from ceyuan.apps.documents.selectors.signings import content_of
from ceyuan.apps.documents.services import sittings
from ceyuan.apps.documents.tests.desk import PASSWORD, SigningDesk
from ceyuan.apps.documents.views import sittings as sitting_views


def text(response: Any) -> str:
    return response.content.decode()


def test_what_waits_is_shown_and_signed_after_the_password(desk: SigningDesk) -> None:
    found = desk.lay_out()
    client = desk.cast.manager_a.client()
    assert "任务书" in text(client.get("/documents/to-sign"))
    page = client.get(f"/documents/signings/{found.pk}/sign/first")
    assert found.data_hash in text(page)
    wrong = client.post(f"/documents/signings/{found.pk}/sign/first", {"revision": 0, "password": "no"})
    assert wrong.status_code == 422
    signed = client.post(f"/documents/signings/{found.pk}/sign/first", {"revision": 0, "password": PASSWORD})
    assert (signed.status_code, signed["Location"]) == (302, f"/documents/signings/{found.pk}")
    detail = text(client.get(f"/documents/signings/{found.pk}"))
    assert "白主管" in detail
    assert "已签署" in detail
    check = text(client.get(f"/documents/signings/{found.pk}/check"))
    assert "均一致" in check
    stale = desk.cast.manager_b.client().post(
        f"/documents/signings/{found.pk}/sign/second", {"revision": 0, "password": PASSWORD}
    )
    assert stale.status_code == 422
    assert "内容未丢失" in text(stale)


@pytest.mark.parametrize("member", ["member_a", "stranger"])
def test_outside_reach_there_is_nothing(desk: SigningDesk, member: str) -> None:
    found = desk.lay_out()
    client = desk.cast.members[member].client()
    for part in ("", "/check", "/file", "/sign/first"):
        assert client.get(f"/documents/signings/{found.pk}{part}").status_code == 404
    posted = client.post(f"/documents/signings/{found.pk}/sign/first", {"revision": 0, "password": PASSWORD})
    assert posted.status_code == 404
    chosen = client.post("/documents/to-sign", {"line": f"{found.pk}:first:0", "password": PASSWORD})
    assert chosen.status_code == 404


def test_a_line_of_somebody_else_cannot_be_opened(desk: SigningDesk) -> None:
    found = desk.lay_out()
    assert desk.cast.manager_b.client().get(f"/documents/signings/{found.pk}/sign/first").status_code == 404


def test_a_sitting_signs_all_that_it_can_and_names_what_it_cannot(desk: SigningDesk, monkeypatch: Any) -> None:
    good, stale = desk.lay_out(), desk.lay_out()
    desk.sign("manager_b", stale, "second")
    queued: list[int] = []
    monkeypatch.setattr(sitting_views.tasks, "queue", queued.append)
    client = desk.cast.manager_a.client()
    lines = [f"{good.pk}:first:0", f"{stale.pk}:first:0"]
    begun = client.post("/documents/to-sign", {"line": lines, "password": PASSWORD})
    assert (begun.status_code, begun["Location"]) == (302, f"/documents/sittings/{queued[0]}")
    waiting = text(client.get(begun["Location"]))
    assert "every 2s" in waiting
    sittings.run_sitting(queued[0])
    over = text(client.get(begun["Location"], headers={"HX-Request": "true"}))
    assert "every 2s" not in over
    assert "已签署 1 份，共 2 份" in over
    assert "内容未丢失" in over
    assert sorted(BatchLine.objects.values_list("state", flat=True)) == ["done", "failed"]
    sittings.run_sitting(queued[0])
    good.refresh_from_db()
    assert good.revision == 1
    assert desk.cast.manager_b.client().get(begun["Location"]).status_code == 404


def test_a_sitting_needs_something_chosen_and_the_password(desk: SigningDesk) -> None:
    found = desk.lay_out()
    client = desk.cast.manager_a.client()
    assert client.post("/documents/to-sign", {"password": PASSWORD}).status_code == 422
    assert client.post("/documents/to-sign", {"line": "x:y:z", "password": PASSWORD}).status_code == 422
    wrong = client.post("/documents/to-sign", {"line": f"{found.pk}:first:0", "password": "no"})
    assert wrong.status_code == 422
    assert not BatchLine.objects.exists()


def test_my_certificate_is_got_replaced_and_revoked(desk: SigningDesk) -> None:
    client = desk.cast.manager_a.client()
    assert "暂无证书" in text(client.get("/documents/certificate"))
    for _time in range(2):
        assert client.post("/documents/certificate/new", {"password": PASSWORD}).status_code == 302
    first, second = Certificate.objects.order_by("id")
    assert (first.revocation, second.revocation) == ("superseded", "")
    url = f"/documents/certificates/{second.pk}/revoke"
    given = {"revocation": "key_compromise", "reason": "U盘遗失"}
    assert desk.cast.manager_b.client().post(url, given).status_code == 404
    assert client.post(url, given).status_code == 302
    assert "U盘遗失" in text(client.get("/documents/certificate"))


def test_any_pdf_is_verified_and_hostile_ones_are_named(desk: SigningDesk) -> None:
    found = desk.signed()
    with content_of(found) as content:
        whole = content
    client = desk.cast.member_a.client()

    def verify(content: bytes, name: str = "a.pdf") -> str:
        return text(client.post("/documents/verify", {"file": SimpleUploadedFile(name, content)}))

    good = verify(whole)
    assert "全部签名有效" in good
    assert "白主管" in good
    assert f"/documents/signings/{found.pk}" not in good
    changed = bytearray(whole)
    changed[300] ^= 1
    assert "请勿采信" in verify(bytes(changed))
    assert "没有签名" in verify(desk.pdf)
    assert "PDF" in verify(b"<script>alert(1)</script>")
    assert "无法按 PDF 读取" in verify(b"%PDF-1.7\n" + b"<<" * 5000)


def test_everybody_may_fetch_the_root_and_the_list_of_revoked_ones(desk: SigningDesk, client: Any) -> None:
    from cryptography import x509

    root = x509.load_pem_x509_certificate(client.get("/documents/root.pem").content)
    desk.cast.manager_a.client().post("/documents/certificate/new", {"password": PASSWORD})
    desk.cast.manager_a.client().post("/documents/certificate/new", {"password": PASSWORD})
    listed = x509.load_der_x509_crl(client.get("/documents/revoked.crl").content)
    assert len(list(listed)) == 1
    assert root.subject == root.issuer
