"""The examples of the rule page come out as written."""

import doctest
from pathlib import Path

import pytest

import ceyuan

PAGE = Path(ceyuan.__file__).parents[2] / "docs" / "rules" / "rd_deduction.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="an installed package has no docs folder")
def test_the_examples_of_the_rule_page_hold() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False)

    assert found.attempted >= 8
    assert found.failed == 0
