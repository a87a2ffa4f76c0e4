"""A page of the list that was drawn before is shown again only while nothing changed, and only to the same reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.urls import reverse

from ceyuan.apps.organisation.models import Grant, Unit
from ceyuan.apps.projects import selectors

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def shown(portfolio: Portfolio, name: str, query: str = "") -> str:
    return portfolio.cast.members[name].client().get(reverse("projects:project_list") + query).content.decode()


def test_a_raw_update_is_seen_at_once(portfolio: Portfolio) -> None:
    assert "赤泥综合利用" in shown(portfolio, "st_officer")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET title_zh = '赤泥全量利用' WHERE code = 'KY-2'")
    again = shown(portfolio, "st_officer")
    assert "赤泥全量利用" in again
    assert "赤泥综合利用" not in again


def test_a_new_project_and_a_renamed_unit_are_seen_at_once(portfolio: Portfolio) -> None:
    shown(portfolio, "st_officer")
    portfolio.project("KY-7", programme="P2", parts=[("A", 1)], title_zh="氢能焙烧")
    assert "氢能焙烧" in shown(portfolio, "st_officer")
    Unit.objects.filter(code="A").update(name_zh="改名分公司")
    assert "改名分公司" in shown(portfolio, "st_officer")


def test_a_page_of_one_reach_is_never_shown_to_another(portfolio: Portfolio) -> None:
    assert "KY-3" in shown(portfolio, "st_officer")
    assert "KY-3" not in shown(portfolio, "manager_a")
    assert "KY-3" in shown(portfolio, "manager_b")
    assert "KY-" not in shown(portfolio, "stranger")


def test_a_right_that_is_taken_away_counts_at_once(portfolio: Portfolio) -> None:
    member = portfolio.cast.member_a
    grant = Grant.objects.create(
        person=member.person, role="st_manager", unit=portfolio.cast.units["B"], valid=("2020-01-01", "2099-01-01")
    )
    assert "KY-3" in shown(portfolio, "member_a")
    grant.delete()
    assert "KY-3" not in shown(portfolio, "member_a")


def test_each_language_has_its_own_page(portfolio: Portfolio) -> None:
    client = portfolio.cast.st_officer.client()
    url = reverse("projects:project_list")
    assert "牵头单位" in client.get(url).content.decode()
    client.post(reverse("set-language"), {"language": "en", "next": url})
    assert "Lead unit" in client.get(url).content.decode()


def test_the_stamp_grows_with_every_kind_of_change(portfolio: Portfolio) -> None:
    actor = portfolio.cast.st_officer.actor
    stamps = [selectors.stamp(actor)]
    for statement in (
        "UPDATE projects_participation SET funding_minor = 5",
        "UPDATE projects_programme SET name_zh = '新名' WHERE code = 'P2'",
        "UPDATE organisation_unit SET name_en = 'New' WHERE code = 'B'",
        "DELETE FROM projects_participation WHERE position > 1",
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
        stamps.append(selectors.stamp(actor))
    assert stamps == sorted(set(stamps))
