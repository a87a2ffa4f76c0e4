"""Strata of a draw: who would be there, why it cannot be filled, and that the draw keeps to them."""

import pytest
from django.test import Client
from django.urls import reverse

from ceyuan.apps.reviews.models import Expert, Panel
from ceyuan.apps.reviews.services import draws, strata
from ceyuan.apps.reviews.services.strata import StratumIn
from ceyuan.core.kernel import Invalid, Refused

from .pool_desk import Pool

pytestmark = pytest.mark.django_db


def _add(pool: Pool, panel: Panel, **facts: object) -> Panel:
    given = {"name": "分层", **facts}
    return strata.add(actor=pool.cast.manager_a.actor, panel_id=panel.pk, stratum=StratumIn(**given))  # type: ignore[arg-type]


def test_the_draw_keeps_to_shares_of_sides_and_units(pool: Pool) -> None:
    panel = pool.open()
    _add(pool, panel, name="外部", side="external", minimum=40, in_percent=True)
    _add(pool, panel, name="乙分公司", unit_id=pool.cast.units["B"].pk, maximum=3)
    seen = draws.prospect(pool.cast.manager_a.actor, panel)
    panel.refresh_from_db()
    found = draws.prospect(pool.cast.manager_a.actor, panel)
    assert seen.pool == found.pool == 11
    assert [(one.code, one.minimum, one.maximum, able) for one, able in found.strata] == [
        ("外部", 2, None, 3),
        ("乙分公司", 0, 3, 8),
    ]
    assert found.missing == ()
    panel = pool.draw(panel)
    sides = list(panel.seats.values_list("expert__is_external", flat=True))
    assert (sides.count(True) >= 2, sides.count(False) <= 3) == (True, True)


def test_what_cannot_be_filled_says_which_stratum_is_short(pool: Pool) -> None:
    panel = pool.open()
    _add(pool, panel, name="采矿", fields=("440",), minimum=1)
    panel.refresh_from_db()
    (reason,) = draws.prospect(pool.cast.manager_a.actor, panel).missing
    assert (reason.code, reason.facts["stratum"], reason.facts["available"]) == (
        "review.draw_stratum_short",
        "采矿",
        0,
    )
    strata.remove(actor=pool.cast.manager_a.actor, panel_id=panel.pk, number=0)
    panel.refresh_from_db()
    assert draws.prospect(pool.cast.manager_a.actor, panel).missing == ()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"minimum": 1}, "fields"),
        ({"side": "external"}, "minimum"),
        ({"side": "external", "minimum": 101, "in_percent": True}, "minimum"),
        ({"side": "external", "minimum": 6}, "strata"),
    ],
)
def test_a_stratum_that_makes_no_sense_is_refused(pool: Pool, facts: dict[str, object], field: str) -> None:
    panel = pool.open()
    with pytest.raises(Invalid) as problem:
        _add(pool, panel, **facts)
    assert [name for name, reasons in problem.value.fields.items() if reasons] == [field]


def test_strata_stand_still_once_somebody_was_drawn(pool: Pool) -> None:
    panel = pool.drawn()
    with pytest.raises(Refused, match=r"reviews\.drawn_already"):
        _add(pool, panel, side="external", minimum=1)


def test_the_office_adds_and_takes_out_on_the_page(pool: Pool, client: Client) -> None:
    Expert.objects.filter(pk=pool.outside[0].pk).update(region="北京")
    panel = pool.open()
    address = reverse("reviews:strata", args=[panel.pk])
    client.force_login(pool.cast.manager_a.account)
    assert client.get(address).status_code == 200
    assert client.post(address, {"region": "北京", "minimum": "1"}).status_code == 302
    page = client.get(address).content.decode()
    assert "北京" in page
    assert client.post(address, {"region": "北京", "minimum": "9"}).status_code == 422
    removal = reverse("reviews:stratum_remove", args=[panel.pk, 0])
    assert client.get(removal).status_code == 200
    assert client.post(removal).status_code == 302
    assert client.post(removal).status_code == 404
    client.force_login(pool.inside[0].account)
    assert client.get(address).status_code == 403
