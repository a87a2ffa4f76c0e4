"""A file is what its name says, or it is not taken; a name is only a name."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.apps.documents import kinds, messages, names
from ceyuan.apps.documents.tests.samples import DISGUISED, GENUINE
from ceyuan.core.kernel.verdict import Invalid


@pytest.mark.parametrize("name", sorted(GENUINE))
def test_it_takes_a_genuine_file_of_each_kind(name: str) -> None:
    kind = kinds.recognise(io.BytesIO(GENUINE[name]), name)
    assert names.extension(name) in kind.extensions


@pytest.mark.parametrize(("name", "content", "code"), [(*key, code) for key, code in DISGUISED.items()])
def test_it_refuses_what_is_disguised_broken_or_dangerous(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        kinds.recognise(io.BytesIO(content), name)
    reason = refused.value.fields["file"][0]
    assert reason.code == f"documents.{code}"
    assert str(messages.REASONS[reason.code]) % dict(reason.facts)


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("任务书.pdf", "任务书.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\wang\\报告.docx", "报告.docx"),
        ("报\u202efdp.exe", "报fdp.exe"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("a\nb\t c.pdf", "a b c.pdf"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        (" .hidden.pdf. ", "hidden.pdf"),
        ("é".join(["", ""]) + "e\u0301.pdf", "éé.pdf"),
    ],
)
def test_it_cleans_names(given_name: str, cleaned: str) -> None:
    assert names.clean(given_name) == cleaned


@pytest.mark.parametrize("nothing", ["", "/", "\u202e", "...", " ", "___.pdf"])
def test_it_refuses_a_name_of_which_nothing_is_left(nothing: str) -> None:
    with pytest.raises(Invalid):
        names.clean(nothing)


@given(st.text(max_size=300), st.sampled_from(["pdf", "xlsx", ""]))
def test_a_cleaned_name_is_harmless_short_and_stays_as_it_is(stem: str, ending: str) -> None:
    try:
        cleaned = names.clean(f"{stem}.{ending}" if ending else stem)
    except Invalid:
        return
    assert 0 < len(cleaned) <= names.LONGEST
    assert len(cleaned.encode()) <= names.LONGEST_BYTES
    assert not set(cleaned) & set('/\\<>:"|?*\x00\n')
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in cleaned)
    assert names.clean(cleaned) == cleaned
