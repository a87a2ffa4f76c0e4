"""The pledge on paper: indicators, milestones with their money, and what follows when they are not reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_record
from ceyuan.core.kernel.money import Money

SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "="}


def pledge_pdf(content: Mapping[str, Any], data_hash: str, as_of: datetime) -> bytes:
    """The pledge as PDF/A with the fingerprint of its data, in the language in force."""
    money = Money(content["funds_minor"], content["currency"])
    parts = money.split([one["share_ppm"] for one in content["milestones"]])
    facts = [
        (pgettext("record", "Challenge"), f"{content['challenge']['code']} {content['challenge']['title']}"),
        (_("Bid"), content["bid"]["title"]),
        (_("Unit that bids"), content["unit"]["name"]),
        (_("Leader"), content["leader"]["name"]),
        (_("Money granted"), money.format("yuan", "zh")),
        (_("Ends unsolved on"), content["kill_on"] or "–"),
        (_("Fingerprint (SHA-256)"), data_hash),
    ]
    record = Record(
        title=_("Pledge"),
        subtitle=content["challenge"]["title"],
        number=content["challenge"]["code"],
        number_label=_("No."),
        as_of=as_of,
        printed_by="",
        sections=[
            Section(_("At a glance"), facts=facts),
            Section(_("Indicators offered"), table=_indicators(content["indicators"])),
            Section(_("Milestones"), table=_milestones(content["milestones"], parts, money)),
            Section(_("Conditions of the decision"), text=content["conditions"] or "–"),
            Section(_("Consequences"), text=content["consequences"]),
        ],
    )
    return render_record(record)


def _indicators(rows: list[dict[str, Any]]) -> PaperTable:
    columns = [
        PaperColumn(_("Indicator"), width="wide"),
        PaperColumn(_("We offer"), "right"),
        PaperColumn(_("How it is measured"), width="wide"),
    ]
    return PaperTable(columns, [(one["name"], _offer(one), one["method"]) for one in rows])


def _offer(one: Mapping[str, Any]) -> str:
    return f"{SIGNS[one['direction']]} {one['value']} {one['unit_of_measure']}".strip() if one["value"] else "–"


def _milestones(rows: list[dict[str, Any]], parts: list[Money], whole: Money) -> PaperTable:
    columns = [
        PaperColumn(_("Milestone")),
        PaperColumn(_("Due on")),
        PaperColumn(_("Judged by"), width="wide"),
        PaperColumn(_("Payment"), "right"),
    ]
    told = [
        (one["name"], one["due_on"], one["criteria"], part.format("yuan", "zh"))
        for one, part in zip(rows, parts, strict=True)
    ]
    return PaperTable(columns, told, total=(_("Sum"), "", "", whole.format("yuan", "zh")))
