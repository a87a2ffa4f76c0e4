"""A notice on paper, as it is hung on a board."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_record
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.templatetags.kit import named

from .messages import AUDIENCES, STANDINGS
from .selectors.notices import Board
from .wording import field_names, kind_name


def notice_pdf(board: Board, printed_by: str) -> bytes:
    """The notice as PDF/A-2b in the reader's language."""
    notice = board.notice
    is_draft = notice.published_on is None
    facts = [(_("Published by"), named(notice.unit)), (_("Shown to"), str(AUDIENCES[notice.audience]))]
    if not is_draft:
        facts += [
            (_("Published on"), str(notice.published_on)),
            (_("On show"), f"{notice.starts_on} – {notice.ends_on}"),
        ]
    facts.append((_("Working days on show"), str(notice.working_days)))
    if notice.basis:
        facts.append((_("Rule or decision it rests on"), notice.basis))
    sections = [
        Section(pgettext("notice", "Period"), facts=facts),
        Section(_("What is put on show"), table=_lines(board)),
        Section(_("How to object"), text=_how()),
    ]
    if board.prolongings:
        told = [(f"{one.before} → {one.after}", one.reason) for one in board.prolongings]
        sections.insert(1, Section(_("Prolonged"), facts=told))
    return render_record(
        Record(
            title=notice.title,
            subtitle=_("Draft, not published") if is_draft else kind_name(notice.template),
            number=str(notice.pk),
            number_label=pgettext("on paper", "Notice No."),
            as_of=timezone.now(),
            printed_by=printed_by,
            group=(notice.group.name_zh if is_chinese() else notice.group.name_en) or notice.group.name_zh,
            sections=sections,
        )
    )


def _how() -> str:
    return _(
        "Whoever has reasons against a line objects in writing under their own name until the end of the last day, in "
        "the system or to the office that published. The name of the objector is protected. An objection holds up only "
        "the line it disputes."
    )


def _lines(board: Board) -> PaperTable:
    shown = {code: name for code, name in field_names(board.notice.template).items() if _is_used(board, code)}
    columns = [
        PaperColumn(_("No."), "right"),
        PaperColumn(_("What is put on show"), width="wide"),
        *(PaperColumn(name) for name in shown.values()),
    ]
    disputed = any(one.standing for one in board.lines)
    if disputed:
        columns.append(PaperColumn(_("Objections")))
    rows = [
        [
            str(one.line.position),
            one.line.text,
            *(str(one.line.fields.get(code, "")) for code in shown),
            *([str(STANDINGS[one.standing or "clear"])] if disputed else []),
        ]
        for one in board.lines
    ]
    return PaperTable(columns, rows)


def _is_used(board: Board, code: str) -> bool:
    return any(one.line.fields.get(code) for one in board.lines)
