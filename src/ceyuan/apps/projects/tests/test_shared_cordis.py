"""The whole portfolio of Horizon Europe: every row accounted for, amendments in the history, a silent second run."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.projects.services.cordis import GROUP, take_cordis

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

NUMBERS = {
    "project": 17_914,
    "organization": 25_728,
    "participation": 98_434,
    "result": 80_348,
    "programme": 2_403,
    "amendment_project": 5_352,
    "amendment_result": 9_103,
}


def figures(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_the_whole_portfolio_is_accounted_for_and_its_amendments_are_history(shared_data: Path) -> None:
    organisation.ensure_group(actor=organisation.Actor(None, None, "test", None), **GROUP)
    actor = organisation.service_actor("EU")
    folder = shared_data / "cordis-horizon-europe"
    earlier, present = take_cordis(actor=actor, path=folder)
    assert (str(earlier.as_of), str(present.as_of)) == ("2025-10-28", "2025-12-01")
    for delivery in (earlier, present):
        assert all(file.read == file.accepted + file.rejected for file in delivery.files.all())
        assert delivery.rejections.count() == sum(file.rejected for file in delivery.files.all())
    read = {file.name.removesuffix(".parquet"): file.read for file in present.files.all()}
    assert {name: read[name] for name in NUMBERS} == NUMBERS
    assert len(read) == 18

    assert figures("SELECT count(*), sum(funding_minor), count(total_minor) FROM projects_project") == [
        (17_914, 4_191_244_902_456, 8_691)
    ]
    assert figures("SELECT count(*), sum(funding_minor) FROM projects_participation") == [(98_434, 4_192_280_396_094)]
    assert figures("SELECT count(*) FROM projects_result WHERE withdrawn_on IS NULL") == [(80_348,)]
    told = dict(
        figures(
            "SELECT field, count(*) FROM projects_projectchange"
            " WHERE subject = 'project' AND change = 'changed' GROUP BY 1"
        )
    )
    # What the source lists as changed, field by field (its SOURCE.md).
    assert {name: told[name] for name in ("status", "ends_on", "terminated_on", "starts_on", "funding_minor")} == {
        "status": 574,
        "ends_on": 142,
        "terminated_on": 98,
        "starts_on": 42,
        "funding_minor": 40,
    }
    assert (
        dict(figures("SELECT subject, count(*) FROM projects_projectchange WHERE change = 'added' GROUP BY 1"))[
            "project"
        ]
        == 242
    )

    [again] = take_cordis(actor=actor, path=folder)
    assert again.status == "unchanged"
    assert not any(count for counts in again.changed.values() for count in counts.values())
