"""Sealed texts and rules files."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.kit import rules
from ceyuan.kit.sealed import SealBroken, Sealed, mark, marks


@given(st.text())
def test_what_was_sealed_opens_again(text: str) -> None:
    storable = text.encode("utf-8", "ignore").decode()
    assert Sealed.of(storable, "here").open() == storable


def test_a_sealed_text_shows_nothing_by_itself() -> None:
    sealed = Sealed.of("丁成员", "here")
    assert "丁" not in f"{sealed} {sealed!r} {sealed.token}"
    assert sealed.token != Sealed.of("丁成员", "here").token


def test_it_opens_only_for_its_purpose_and_unaltered() -> None:
    sealed = Sealed.of("丁成员", "here")
    for token, purpose in (
        (sealed.token, "there"),
        (sealed.token[:-4] + "AAA=", "here"),
        ("s1:", "here"),
        ("s1:§", "here"),
        ("s9:" + sealed.token[3:], "here"),
    ):
        with pytest.raises(SealBroken, match="restore the secret key"):
            Sealed(token, purpose).open()


def test_an_earlier_key_still_opens_and_finds(settings: Any) -> None:
    sealed, marked, old = Sealed.of("丁成员", "here"), mark("12", "here"), settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-of-this-installation"
    with pytest.raises(SealBroken):
        sealed.open()
    settings.SECRET_KEY_FALLBACKS = [old]
    assert sealed.open() == "丁成员"
    assert marked in marks("12", "here")
    assert mark("12", "here") != marked


def test_a_mark_differs_by_text_and_purpose() -> None:
    assert len({mark("12", "here"), mark("13", "here"), mark("12", "there")}) == 3


def test_the_rules_of_the_package_are_found_and_the_installation_adds_to_them(settings: Any, tmp_path: Path) -> None:
    package = Path(settings.RULES_FOLDERS[0])
    assert (package / "cn" / "holidays.yaml").is_relative_to(Path(rules.__file__).parents[1])
    settings.RULES_FOLDERS = [package, tmp_path]
    assert len(rules.layers("cn/holidays.yaml")) == 1
    before = rules.state("cn/holidays.yaml")
    (tmp_path / "cn").mkdir()
    (tmp_path / "cn" / "holidays.yaml").write_text("years: {2027: {}}", encoding="utf-8")
    assert rules.layers("cn/holidays.yaml")[1] == {"years": {2027: {}}}
    assert rules.state("cn/holidays.yaml") != before


@pytest.mark.parametrize(("content", "words"), [("years: [", "cannot be read"), ("- 1", "does not hold a mapping")])
def test_a_rules_file_that_cannot_be_read_is_named(settings: Any, tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "broken.yaml").write_text(content, encoding="utf-8")
    settings.RULES_FOLDERS = [tmp_path]
    with pytest.raises(rules.RulesTrouble, match=words):
        rules.layers("broken.yaml")
    with pytest.raises(rules.RulesTrouble, match="no rules file absent"):
        rules.layers("absent.yaml")
