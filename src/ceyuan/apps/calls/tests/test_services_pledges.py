"""The pledge in the hands of those who sign it: leader and head, with certificates of their own."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from ceyuan.apps.audit.models import Act
from ceyuan.apps.calls.models import Pledge
from ceyuan.apps.calls.services import pledges
from ceyuan.apps.documents import interface as documents
from ceyuan.apps.documents.models import Certificate, Signing
from ceyuan.apps.documents.services import certificates
from ceyuan.apps.organisation.tests.cast import PASSWORD
from ceyuan.core.kernel.verdict import Refused

from .council import Council, bids_of, fresh

WORDS = "未达标退还经费"


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


@pytest.fixture
def pens(council: Council, settings: Any, tmp_path: Any) -> Council:
    """Everybody has a password; files and certificates are of this test alone."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.AUTHORITY_ROOT = tmp_path / "ca"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for member in (council.cast.member_a, council.cast.st_officer, *council.heads.values()):
        member.account.set_password(PASSWORD)
        member.account.save(update_fields=["password"])
    return council


def laid_out(council: Council) -> Any:
    """The selected bid with its pledge laid out for signature."""
    found = bids_of(council.in_negotiation(), "selected")[0]
    pledges.offer(actor=council.office, bid_id=found.pk, consequences=WORDS)
    return fresh(found)


def signing_of(found: Any) -> Signing:
    return Signing.objects.get(pk=Pledge.objects.get(bid=found).signing_id)


def sign(council: Council, found: Any, party: str, who: Any = None, revision: int | None = None) -> Signing:
    one = signing_of(found)
    actor = (who or {"leader": council.cast.member_a, "head": council.heads["A"]}[party]).actor
    seen = one.revision if revision is None else revision
    return documents.sign(actor=actor, signing_id=one.pk, party=party, password=PASSWORD, revision=seen)


def test_leader_and_head_sign_and_the_bid_goes_on(pens: Council) -> None:
    found = laid_out(pens)
    sign(pens, found, "leader")
    assert Pledge.objects.get(bid=found).signed_at is None
    with refused("calls.pledge_unsigned"):
        pledges.confirm(actor=pens.office, bid_id=found.pk, revision=fresh(found).revision)
    assert sign(pens, found, "head").state == "complete"
    kept = Pledge.objects.get(bid=found)
    assert kept.signed_at is not None
    assert Act.objects.filter(act="calls.bid.pledge_signed", subject_id=str(found.pk)).count() == 1
    assert [one.code for one in documents.check(kept.signing_id)] == ["documents.all_agrees"]
    done = pledges.confirm(actor=pens.office, bid_id=found.pk, revision=fresh(found).revision)
    assert done.state == "pledged"
    with refused("calls.not_selected_yet"):
        pledges.offer(actor=pens.office, bid_id=found.pk, consequences="另行约定")


def test_a_pledge_signed_by_all_is_not_laid_out_anew(pens: Council) -> None:
    found = laid_out(pens)
    for party in ("head", "leader"):
        sign(pens, found, party)
    with refused("calls.pledge_frozen"):
        pledges.offer(actor=pens.office, bid_id=found.pk, consequences="另行约定")
    assert Pledge.objects.get(bid=found).consequences == WORDS


def test_nobody_signs_for_another(pens: Council) -> None:
    found = laid_out(pens)
    for party, who in (("head", pens.cast.member_a), ("leader", pens.heads["A"]), ("head", pens.heads["T"])):
        with pytest.raises(Refused) as caught:
            sign(pens, found, party, who)
        assert caught.value.reason.code in {"documents.not_your_line", "documents.no_signing"}
    assert signing_of(found).state != "complete"


def test_a_withdrawn_certificate_signs_no_pledge_and_a_new_one_does(pens: Council) -> None:
    found = laid_out(pens)
    head = pens.heads["A"].actor
    made = certificates.issue(actor=head, password=PASSWORD)
    certificates.revoke(actor=head, certificate_id=made.pk, revocation="key_compromise", reason="遗失")
    with refused("documents.certificate_revoked"):
        sign(pens, found, "head")
    certificates.issue(actor=head, password=PASSWORD)
    sign(pens, found, "leader")
    sign(pens, found, "head")
    assert Pledge.objects.get(bid=found).signed_at is not None


def test_an_expired_certificate_signs_no_pledge(pens: Council) -> None:
    found = laid_out(pens)
    made = certificates.issue(actor=pens.heads["A"].actor, password=PASSWORD)
    pens.later(
        (Certificate.objects.get(pk=made.pk).not_after - Certificate.objects.get(pk=made.pk).not_before).days + 2
    )
    with refused("documents.certificate_expired"):
        sign(pens, found, "head")
    assert Pledge.objects.get(bid=found).signed_at is None


def test_a_pledge_laid_out_anew_voids_the_signatures_on_the_former(pens: Council) -> None:
    found = laid_out(pens)
    former = signing_of(found)
    sign(pens, found, "leader")
    pledges.offer(actor=pens.office, bid_id=found.pk, consequences="另行约定后果")
    assert fresh(former).state == "void"
    with refused("documents.signing_void"):
        documents.sign(actor=pens.heads["A"].actor, signing_id=former.pk, party="head", password=PASSWORD, revision=1)
    for party in ("leader", "head"):
        sign(pens, found, party)
    assert Pledge.objects.get(bid=found).signed_at is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_none_is_lost_and_the_pledge_is_signed_once(pens: Council) -> None:
    found = laid_out(pens)
    seen = signing_of(found).revision
    start = Barrier(2)

    def at_once(party: str) -> str:
        start.wait(timeout=30)
        try:
            sign(pens, found, party, revision=seen)
        except Refused as problem:
            return problem.reason.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as hands:
        works = {party: hands.submit(at_once, party) for party in ("leader", "head")}
        outcomes = {party: work.result(timeout=60) for party, work in works.items()}
    assert sorted(outcomes.values()) == ["documents.signing_stale", "done"]
    late = next(party for party, outcome in outcomes.items() if outcome != "done")
    assert sign(pens, found, late).state == "complete"
    assert Act.objects.filter(act="calls.bid.pledge_signed").count() == 1
    assert Pledge.objects.get(bid=found).signed_at is not None
