"""The project on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ceyuan.apps.documents.tests.pdf_text import text_of

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def test_the_sheet_holds_what_the_page_shows_in_the_language_of_the_reader(portfolio: Portfolio) -> None:
    client = portfolio.cast.st_officer.client()
    response = client.get("/projects/KY-2/sheet.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "KY-2.pdf" in response["Content-Disposition"]
    found = text_of(response.content)
    for text in ("赤泥综合利用", "KY-2", "甲一班组", "乙一班组", "100.00 元", "安科技"):
        assert text in found
    client.cookies["django_language"] = "en"
    english = text_of(client.get("/projects/KY-2/sheet.pdf").content)
    assert "CNY 100.00" in english
    assert "Branch A" in english
