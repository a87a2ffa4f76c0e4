"""`ceyuan strategy` as a person types it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from ceyuan.apps.strategy.models import Standing
from ceyuan.apps.strategy.tests.boardroom import Boardroom
from ceyuan.entry.cli import collect


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """The command line speaks English; what runs after it does not."""
    with translation.override("en"):
        yield


def run(*words: str) -> Result:
    return CliRunner().invoke(collect(), list(words))


def test_a_difference_is_named_and_made_good(boardroom: Boardroom) -> None:
    boardroom.reading("PAT", "A", 3)
    found = run("strategy", "check", "--group", "T")
    unit = boardroom.cast.units["A"].pk
    assert found.exit_code == 1
    assert f"unit {unit}: kept nothing, readings give 3.000000000000" in found.output
    made = run("strategy", "recompute", "--group", "T")
    assert made.output.strip() == "Standings of T made anew: 2 changed."
    assert Standing.objects.count() == 2
    said = run("strategy", "check", "--group", "T")
    assert (said.exit_code, said.output.strip()) == (0, "Standings equal the readings.")
