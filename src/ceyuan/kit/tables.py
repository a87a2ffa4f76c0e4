"""Declared tables: columns in, one block of HTML out. Rows are written in Python: a template per row would be slow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ceyuan.kit.columns import Column
from ceyuan.kit.icons import icon
from ceyuan.kit.paging import Page, query_string
from ceyuan.kit.registry import Label

__all__ = ["Column", "Empty", "Table"]


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what is missing and what to do next."""

    title: Label
    advice: Label = ""
    action_label: Label = ""
    action_url: str = ""


class Table:
    """Base of declared tables.

    class ProjectTable(Table):
        caption = _("Projects")
        columns = (Column("code", _("Code"), "code", sort="code", url=...), ...)
        default_sort = "-start"

    `row_class(row)` may mark a row. Sorting is done by the selector: `sort_of(params)` gives it the checked word.
    """

    columns: ClassVar[tuple[Column, ...]] = ()
    caption: ClassVar[Label] = ""
    default_sort: ClassVar[str] = ""
    dense: ClassVar[bool] = True

    def __init__(self, page: Page, params: Mapping[str, Any], *, sort: str = "") -> None:
        self.page = page
        self.params = params
        self.sort = sort or self.default_sort
        self._html: SafeString | None = None

    @classmethod
    def sort_of(cls, params: Mapping[str, Any]) -> str:
        """The requested sorting if a column offers it, else the default; a leading "-" means downwards."""
        wanted = str(params.get("sort", ""))
        return wanted if wanted.removeprefix("-") in {c.sort for c in cls.columns if c.sort} else cls.default_sort

    @cached_property
    def shown(self) -> tuple[Column, ...]:
        """The columns of this page: a money column of one currency names it in its head instead of in each row."""
        found = (self._here(column) for column in self.columns if not column.only_in_files)
        return tuple(column for column in found if column)

    def _here(self, column: Column) -> Column | None:
        if column.optional:
            read = column.read()
            return column if any(read(row) not in {None, ""} for row in self.page.rows) else None
        if column.kind == "money" and not column.currency:
            read = column.read()
            currencies = {money.currency for row in self.page.rows if (money := read(row)) is not None}
            return replace(column, currency=currencies.pop()) if len(currencies) == 1 else column
        return column

    def row_class(self, row: Any) -> str:
        """A class for the whole row ("" for none)."""
        del row
        return ""

    def render(self) -> SafeString:
        """The `<table>` with head and rows; drawn once however often it is asked for."""
        if self._html is None:
            self._html = self._draw()
        return self._html

    def _draw(self) -> SafeString:
        # All values are escaped here.
        css = "table table-sm ledger" if self.dense else "table ledger"
        caption = f'<caption class="visually-hidden">{escape(str(self.caption))}</caption>' if self.caption else ""
        return mark_safe(  # noqa: S308 - every value in it was escaped by the columns
            f'<table class="{css}">{caption}<thead><tr>{self.head()}</tr></thead><tbody>{self.body()}</tbody></table>'
        )

    def body(self) -> str:
        """The rows alone."""
        cells = [column.cell() for column in self.shown]
        plain = type(self).row_class is Table.row_class
        parts = []
        for row in self.page.rows:
            mark = "" if plain else self.row_class(row)
            parts.append(f'<tr class="{mark}">' if mark else "<tr>")
            parts.extend(cell(row) for cell in cells)
            parts.append("</tr>")
        return "".join(parts)

    def head(self) -> str:
        """The head cells with links that sort; the state is told by aria-sort."""
        return "".join(self._head_cell(column) for column in self.shown)

    def _head_cell(self, column: Column) -> str:
        label = escape(column.head())
        title = f' title="{escape(str(column.hint))}"' if column.hint else ""
        if not column.sort:
            return f'<th scope="col" class="{column.css}"{title}>{label}</th>'
        up, down = self.sort == column.sort, self.sort == f"-{column.sort}"
        state = "ascending" if up else "descending" if down else "none"
        mark = icon("chevron-up" if up else "chevron-down") if up or down else icon("arrows-sort")
        target = escape(query_string(self.params, sort=f"-{column.sort}" if up else column.sort, page=None))
        return (
            f'<th scope="col" class="{column.css}{" sorted" if up or down else ""}" aria-sort="{state}"{title}>'
            f'<a href="{target}" hx-get="{target}">{label}{mark}</a></th>'
        )

    def footer(self) -> str:
        """Which rows of how many are shown."""
        page = self.page
        if not page.total:
            return _("No entries")
        said = _("%(first)s–%(last)s of more than %(total)s") if page.is_cut else _("%(first)s–%(last)s of %(total)s")
        return said % {
            "first": f"{page.first:,}",
            "last": f"{page.last:,}",
            "total": f"{page.total:,}",
        }


def plain_table(columns: Sequence[Column], rows: Sequence[Any], caption: Label = "") -> SafeString:
    """A short table without sorting or paging, e.g. the table beside a chart or inside a detail page."""
    kind = type("PlainTable", (Table,), {"columns": tuple(columns), "caption": caption})
    table: Table = kind(Page(rows=rows, number=1, size=max(1, len(rows)), total=len(rows)), {})
    return table.render()


def link_query(**values: Any) -> str:
    """`?a=1&b=2` of the given values, for links into a filtered list; empty values are left out."""
    kept = {key: value for key, value in values.items() if value not in {None, ""}}
    return f"?{urlencode(kept, doseq=True)}" if kept else ""
