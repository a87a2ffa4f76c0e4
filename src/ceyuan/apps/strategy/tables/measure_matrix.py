"""The coverage matrix on the page and in a file. Its cells are written in Python: 1,600 of them go into one page."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, title_of
from ceyuan.apps.strategy.selectors.measure_uptakes import Cell, Matrix, UnitRow
from ceyuan.kit.columns import Column
from ceyuan.kit.templatetags.kit import named


def draw(matrix: Matrix, state: str = "") -> SafeString:
    """The table. `state` fades the cells in other states."""
    keys = [one.pk for one in matrix.measures]
    write = _cell_writer(state)
    row_url = reverse("strategy:measures_of_unit", args=["-"]).removesuffix("-/")
    body = []
    for row in matrix.rows:
        name = escape(named(row))
        top = ' class="top"' if row.kind == "strategic_unit" else ""
        body.append(f'<tr{top}><th scope="row"><a href="{row_url}{escape(row.code)}/">{name}</a></th>')
        body.extend(write(row.cells.get(key)) for key in keys)
        body.append("</tr>")
    head = f'<thead>{_themes(matrix)}<tr><th scope="col">{escape(_("Unit"))}</th>{_heads(matrix)}</tr></thead>'
    return mark_safe(  # noqa: S308 - every value in it was escaped
        f'<table class="matrix" data-matrix>{head}<tbody>{"".join(body)}</tbody></table>'
    )


def _themes(matrix: Matrix) -> str:
    spans: list[list[Any]] = []
    for one in matrix.measures:
        if spans and spans[-1][0] == one.theme:
            spans[-1][1] += 1
        else:
            spans.append([one.theme, 1])
    cells = "".join(
        f'<th scope="colgroup" colspan="{width}">{escape(str(messages.THEMES[theme]))}</th>' for theme, width in spans
    )
    return f'<tr class="themes"><td></td>{cells}</tr>'


def _heads(matrix: Matrix) -> str:
    base = reverse("strategy:uptakes")
    return "".join(
        f'<th scope="col"><a href="{base}?measure={one.pk}&amp;policy={one.policy_id}" '
        f'title="{escape(title_of(one))}">{escape(one.number)}</a></th>'
        for one in matrix.measures
    )


def _cell_writer(state: str) -> Callable[[Cell | None], str]:
    base = reverse("strategy:uptake", args=[0]).removesuffix("0/")
    signs = {code: escape(str(sign)) for code, sign in messages.STATE_SIGNS.items()}
    names = {code: escape(str(name)) for code, name in messages.STATES.items()}
    late, seen = escape(_("Overdue")), escape(_("Has been verified"))

    def write(cell: Cell | None) -> str:
        if cell is None:
            return "<td></td>"
        faded = state and not (cell.overdue if state == "overdue" else cell.state == state)
        css = f"u-{cell.state}{' late' if cell.overdue else ''}{' faded' if faded else ''}"
        title = names[cell.state] + (f" · {late}" if cell.overdue else "") + (f" · {seen}" if cell.verified else "")
        day = f"{cell.landed_on:%y-%m}" if cell.landed_on else ""
        mark = "!" if cell.overdue else "✓" if cell.verified else ""
        return (
            f'<td><a class="{css}" href="{base}{cell.pk}/" title="{title}">'
            f"{signs[cell.state]}{mark}<i>{day}</i></a></td>"
        )

    return write


def columns(matrix: Matrix) -> Sequence[Column]:
    """The matrix for a file: a column per measure with state and day in words."""

    def state_of(key: int) -> Callable[[UnitRow], str]:
        def read(row: UnitRow) -> str:
            cell = row.cells.get(key)
            if cell is None:
                return ""
            late = f" · {_('Overdue')}" if cell.overdue else ""
            return f"{messages.STATES[cell.state]}{late}{f' {cell.landed_on}' if cell.landed_on else ''}"

        return read

    return (
        Column("code", gettext_lazy("Unit code"), "code"),
        Column("name", gettext_lazy("Unit"), value=named),
        *(Column(str(one.pk), numbered(one), value=state_of(one.pk)) for one in matrix.measures),
    )
