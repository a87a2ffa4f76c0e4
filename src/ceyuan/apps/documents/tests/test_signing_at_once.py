"""Two who sign at the same moment: one is first, the other is told, and both signatures end in the file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.documents.models import SigningParty
from ceyuan.apps.documents.tests.desk import SigningDesk
from ceyuan.core.kernel.verdict import Refused


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_none_is_lost_and_none_doubled(desk: SigningDesk) -> None:
    found = desk.lay_out()
    start = Barrier(3)

    def sign(member: str, party: str) -> str:
        start.wait(timeout=30)
        try:
            desk.sign(member, found, party, revision=0)
        except Refused as problem:
            return problem.reason.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(3) as hands:
        works = [
            hands.submit(sign, *who)
            for who in (("manager_a", "first"), ("manager_a", "first"), ("manager_b", "second"))
        ]
        outcomes = sorted(work.result(timeout=60) for work in works)
    assert outcomes.count("done") == 1
    assert set(outcomes) <= {"done", "documents.signing_stale", "documents.signed_already"}
    for line in SigningParty.objects.filter(signed_at=None).order_by("position"):
        desk.sign("manager_a" if line.key == "first" else "manager_b", found, line.key)
    assert [one.code for one in documents.check(found.pk)] == ["documents.all_agrees"]
    found.refresh_from_db()
    assert (found.state, found.revision) == ("complete", 2)
