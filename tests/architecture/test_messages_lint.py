"""The translation lint finds what it is for, and leaves good texts alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ceyuan.entry.catalogues import CatalogueConflict, compile_stale, merge
from tools.message_lint import faults

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = '_("Hello %(name)s")\n'
CHINESE = 'msgid "Hello %(name)s"\nmsgstr "你好，%(name)s"\n'


def package(folder: Path, code: str, catalogue: str, template: str = "", second: str = "") -> Path:
    (folder / "locale" / "zh_Hans").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "code.py").write_text(code, encoding="utf-8")
    (folder / "templates" / "page.html").write_text(template, encoding="utf-8")
    (folder / "locale" / "zh_Hans" / "one.po").write_text(PO + catalogue, encoding="utf-8")
    if second:
        (folder / "locale" / "zh_Hans" / "two.po").write_text(PO + second, encoding="utf-8")
    return folder


def errors(folder: Path) -> list[str]:
    return [fault.text for fault in faults(folder) if fault.is_error]


def test_it_accepts_texts_that_are_translated(tmp_path: Path) -> None:
    template = '{% load i18n %}{% translate "Save" %}{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}'
    catalogue = CHINESE + '\nmsgid "Save"\nmsgstr "保存"\n'
    assert faults(package(tmp_path, GOOD, catalogue, template)) == []


@pytest.mark.parametrize(
    ("code", "catalogue", "template", "expected"),
    [
        (GOOD, "", "", "has no translation"),
        ("", "", '{% load i18n %}{% translate "Save" %}', "has no translation"),
        (GOOD, "#, fuzzy\n" + CHINESE, "", "is fuzzy"),
        (GOOD, 'msgid "Hello %(name)s"\nmsgstr ""\n', "", "empty translation"),
        (GOOD, 'msgid "Hello %(name)s"\nmsgstr "你好，%(nmae)s"\n', "", "differ in their placeholders"),
        ('_(f"Hello {name}")\n', "", "", "takes one plain text"),
        ('_("Hello %s" % name)\n', "", "", "takes one plain text"),
        ('_("Hello {name}")\n', 'msgid "Hello {name}"\nmsgstr "你好，{name}"\n', "", "name placeholders"),
    ],
)
def test_it_finds_the_planted_fault(tmp_path: Path, code: str, catalogue: str, template: str, expected: str) -> None:
    assert any(expected in text for text in errors(package(tmp_path, code, catalogue, template)))


def test_it_finds_two_translations_of_one_text(tmp_path: Path) -> None:
    folder = package(tmp_path, GOOD, CHINESE, second=CHINESE.replace("你好", "您好"))
    assert any("another translation" in text for text in errors(folder))
    with pytest.raises(CatalogueConflict, match="Use one text in both"):
        merge(folder / "locale" / "zh_Hans")


def test_it_warns_of_texts_that_nobody_uses(tmp_path: Path) -> None:
    found = faults(package(tmp_path, "", CHINESE))
    assert [(fault.is_error, "used nowhere" in fault.text) for fault in found] == [(False, True)]


def test_it_compiles_all_areas_into_one_catalogue_and_only_when_stale(tmp_path: Path) -> None:
    folder = package(tmp_path, GOOD, CHINESE, second='msgid "Save"\nmsgstr "保存"\n')
    assert len(compile_stale(folder / "locale")) == 1
    assert compile_stale(folder / "locale") == []
    import gettext

    with (folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        texts = gettext.GNUTranslations(file)
    assert texts.gettext("Save") == "保存"
    assert texts.gettext("Hello %(name)s") == "你好，%(name)s"
