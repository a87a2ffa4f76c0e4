"""How projects, units and programmes are called, addressed and counted on a page."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from ceyuan.core.kernel.money import Money
from ceyuan.kit.numbers import is_chinese

Reading = Callable[[Any], Any]


def title_of(project: Any) -> str:
    """The project's title in the reader's language, or in the one there is."""
    return str(titles()(project))


def titles() -> Reading:
    """`title_of` for many rows: it has looked at the language already."""
    if is_chinese():
        return lambda project: project.title_zh or project.title_en
    return lambda project: project.title_en or project.title_zh


def name_of(thing: Any) -> str:
    """The name of a unit or programme in the reader's language, or in the one there is."""
    first, second = (thing.name_zh, thing.name_en) if is_chinese() else (thing.name_en, thing.name_zh)
    return first or second or str(thing.code)


def names(of: str) -> Callable[[], Reading]:
    """`name_of` of the unit or programme behind a row of a list, for many rows."""

    def reader() -> Reading:
        read = attrgetter(f"{of}__name_zh", f"{of}__name_en", f"{of}__code")
        if is_chinese():
            return lambda row: next(filter(None, read(row)))
        return lambda row: (found := read(row))[1] or found[0] or found[2]

    return reader


def result_title(result: Any) -> str:
    """The title in the reader's language where the source gives both, else the one there is."""
    english = "" if is_chinese() else str((result.facts or {}).get("title_en", ""))
    return english or result.title or result.source_key


@cache
def _project_base() -> str:
    return reverse("projects:project_list")


def project_url(project: Any) -> str:
    """The page of a project; the pattern is resolved once, because lists call this for each row."""
    return f"{_project_base()}{quote(str(project.code), safe='/')}/"


def programme_url(programme: Any) -> str:
    """The page of a programme; the root's is the tree itself."""
    return reverse("projects:programme_detail", args=[programme.code])


def sum_of(minor: int | None, currency: str) -> Money | None:
    """Money, or None where the record gives none."""
    return None if minor is None else Money(minor, currency)
