"""The opinion letter: what the applicant is told of a review, without the names of the experts."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section
from ceyuan.apps.reviews.forms.scoring import criterion_name
from ceyuan.apps.reviews.messages import scoring as words
from ceyuan.apps.reviews.models import Panel
from ceyuan.apps.reviews.selectors.results import CaseRow, SheetScore
from ceyuan.kit.reasons import reason_text


def opinion_letter(panel: Panel, row: CaseRow, *, as_of: datetime, printed_by: str, group: str) -> Record:
    """The letter for one case: the scores, why they are what they are, and each expert's words."""
    one = row.outcome
    facts = [(_("Review panel"), panel.title), (_("Number of experts"), str(len(row.sheets)))]
    if one is not None:
        facts.append((_("Raw mean"), f"{float(one.raw):.2f}"))
        if one.value is not None:
            facts.append((_("Calibrated"), f"{one.value:.2f} ({one.low:.2f} – {one.high:.2f})"))
    why = "\n".join(reason_text(reason) for reason in (one.reasons if one else ()))
    return Record(
        title=_("Review opinion"),
        subtitle=row.case.title,
        as_of=as_of,
        printed_by=printed_by,
        group=group,
        number=panel.seal_head[:16],
        number_label=_("Review record"),
        sections=(
            Section(pgettext("review", "Result"), facts=tuple(facts), text=why),
            *(_opinion(sheet) for sheet in row.sheets),
        ),
    )


def _opinion(sheet: SheetScore) -> Section:
    rows = [
        [criterion_name(mark.criterion), f"{mark.points.normalize():f} / {mark.criterion.points}", mark.comment]
        for mark in sheet.marks
    ]
    columns = (PaperColumn(_("Criterion")), PaperColumn(_("Points"), "right"), PaperColumn(_("Comment"), width="wide"))
    return Section(
        _("Expert %(number)s") % {"number": sheet.number},
        facts=((_("Recommendation"), str(words.ADVICE.get(sheet.advice, "–"))),),
        table=PaperTable(columns, rows),
        text=sheet.words,
    )
