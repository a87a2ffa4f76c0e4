"""Handing out and withdrawing documents over the web."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ceyuan.apps.documents import shelf
from ceyuan.apps.documents.models import Document
from ceyuan.apps.documents.services import files
from ceyuan.apps.documents.tests.samples import PDF
from ceyuan.apps.documents.upload import UploadForm


@pytest.fixture
def made(cast: Any, settings: Any, tmp_path: Path) -> Document:
    settings.FILES_ROOT = tmp_path / "files"
    return files.store(
        actor=cast.manager_a.actor, unit=cast.units["A"], subject=("test.case", 7), name='铼"任务书.pdf', stream=[PDF]
    )


def test_it_hands_out_the_bytes_as_a_download_that_can_do_nothing(cast: Any, made: Document) -> None:
    response = cast.auditor.client().get(f"/documents/{made.pk}/download")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == ("attachment; filename*=utf-8''%E9%93%BC_%E4%BB%BB%E5%8A%A1%E4%B9%A6.pdf")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_text_is_never_served_as_something_a_browser_shows(cast: Any, made: Document) -> None:
    page = files.store(
        actor=cast.manager_a.actor,
        unit=cast.units["A"],
        subject=("test.case", 7),
        name="说明.txt",
        stream=[b"<script>alert(1)</script>"],
    )
    response = cast.auditor.client().get(f"/documents/{page.pk}/download")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("member", "status"), [("manager_b", 404), ("member_a", 404), ("stranger", 404)])
def test_outside_reach_there_is_nothing(cast: Any, made: Document, member: str, status: int) -> None:
    client = cast.members[member].client()
    assert client.get(f"/documents/{made.pk}/download").status_code == status
    assert client.get(f"/documents/{made.pk}/withdraw").status_code == status
    assert client.post(f"/documents/{made.pk}/withdraw", {"reason": "x"}).status_code == status


def test_changed_bytes_are_never_served(cast: Any, made: Document) -> None:
    shelf.place(made.file.sha256).write_bytes(b"x" * len(PDF))
    client = cast.auditor.client()
    client.raise_request_exception = False
    response = client.get(f"/documents/{made.pk}/download")
    assert response.status_code == 500
    assert b"xxxx" not in response.content


def test_it_withdraws_and_returns_to_where_the_reader_was(cast: Any, made: Document) -> None:
    client = cast.manager_a.client()
    refused = client.post(f"/documents/{made.pk}/withdraw", {"reason": ""})
    assert refused.status_code == 422
    assert "请填写理由" in refused.content.decode()
    response = client.post(f"/documents/{made.pk}/withdraw", {"reason": "传错", "next": "/start"})
    assert (response.status_code, response["Location"]) == (302, "/start")
    assert client.get(f"/documents/{made.pk}/download").status_code == 404


def test_the_upload_form_tells_the_browser_what_is_taken(settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 5 << 20
    html = str(UploadForm()["file"])
    assert ".pdf" in html
    assert ".zip" not in html
    assert "5 MB" in str(UploadForm().fields["file"].help_text)
