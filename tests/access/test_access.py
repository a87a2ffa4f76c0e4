"""Who gets what answer, for every route, method and member of the cast. A new route without a line fails.

`access.yaml` holds a line per route and method: the status for each of `CAST`, in order. When a line is missing or
another answer is right, the failure prints the line as it would stand now: judge it first, then write it down.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.db import transaction

from tests.access.world import ANONYMOUS, CAST, METHODS, PART, World, routes

EXPECTED: dict[str, list[int]] = yaml.safe_load(Path(__file__).with_name("access.yaml").read_text("utf-8")) or {}
# The world is built once for so many parts of the routes: it takes longer than all the questions about a route.
PARTS = 24
# Pages that only ask back; the act behind them is refused for anybody but the owner.
ASKS_BACK = ("organisation/account/tokens/",)
# A certificate of the installation and its revocation list are for whoever verifies a signature.
CERTIFICATES = ("documents/revoked.crl", "documents/root.pem")
# Whoever holds a token casts it here without log-in, so that no record can join a person to a ballot.
BALLOT = "reviews/ballots/"
# The link of an expert from outside, who has no account yet; what it opens is the form for one.
INVITATION = "reviews/invitations/"
# What somebody may read who is not logged in: the way in, the sign of life, and nothing of any group.
PUBLIC = ("accounts/", "healthz", "robots.txt", "set-language", "set-theme", *CERTIFICATES, BALLOT, INVITATION)
# The captured part is a year of the calendar, no record of anybody.
NO_RECORD = ("notices/calendar/", "api/v1/working-days/")


def line(world: World, method: str, route: str) -> list[int]:
    answers = []
    for member in CAST:
        with transaction.atomic():
            answers.append(world.ask(member, method, route))
            transaction.set_rollback(True)
    return answers


def surprises(world: World, route: str) -> list[str]:
    """The lines of a route that differ from what was agreed, as they would stand now."""
    found = []
    for method in METHODS:
        key, answers = f"{method} {route}", line(world, method, route)
        if 500 in answers or EXPECTED.get(key) != answers:
            found.append(f'"{key}": {answers}  # was {EXPECTED.get(key)}')
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_gets_the_agreed_answer(world: World, part: int) -> None:
    wrong = [told for route in routes()[part::PARTS] for told in surprises(world, route)]
    assert not wrong, "\n".join(["judge, then write into tests/access/access.yaml:", *wrong])


def test_no_line_stands_for_a_route_that_is_gone() -> None:
    known = {f"{method} {route}" for method in METHODS for route in routes()}
    assert set(EXPECTED) <= known


@pytest.mark.parametrize("key", sorted(EXPECTED))
def test_the_agreed_answers_keep_to_the_rules_of_the_house(key: str) -> None:
    method, _space, route = key.partition(" ")
    answers = dict(zip(CAST, EXPECTED[key], strict=True))
    assert max(answers.values()) < 500
    if not route.startswith(PUBLIC):
        assert answers[ANONYMOUS] in {302, 401, 403, 404, 405}, "somebody unknown reads a page"
    if PART.search(route) and not route.startswith(("accounts/", BALLOT, INVITATION, *NO_RECORD, *ASKS_BACK)):
        assert answers["stranger"] in {403, 404, 405}, "another group reaches a record"
        if method == "POST":
            assert answers["auditor"] not in {200, 204}, "an auditor writes"


def test_the_cast_of_the_matrix_is_the_cast_of_the_house() -> None:
    from ceyuan.apps.organisation.tests.cast import MEMBERS

    assert set(CAST) == {ANONYMOUS, *MEMBERS}
