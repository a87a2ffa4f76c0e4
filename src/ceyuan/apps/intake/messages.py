"""What acts and reasons of deliveries say. Keys are stored, texts are shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

SUBJECTS = {
    "intake.delivery": pgettext_lazy("record", "Delivery"),
    "intake.mapping": pgettext_lazy("record", "Column mapping"),
}

ACTS = {
    "intake.delivery.received": _("File received for a delivery"),
    "intake.delivery.taken": _("Delivery taken"),
    "intake.delivery.started": _("Delivery started"),
    "intake.mapping.saved": _("Column mapping saved"),
}

REASONS: dict[str, Promise] = {
    "intake.not_allowed": _("Taking deliveries needs a post or grant over the whole group."),
    "intake.busy": _("Another delivery of this group is being taken; wait until it has ended."),
    "intake.failed": _("The delivery ended with an error (%(kind)s); nothing of it was taken. Run it again."),
    "intake.worker_gone": _(
        "The process that took it (%(worker)s) ended before it was done; nothing was taken. Run it again."
    ),
    "intake.not_waiting": _("This delivery is running or done; receive the file again to take it once more."),
    "intake.file_gone": _("The received file is no longer there; receive it again."),
    "intake.no_title": _("Choose the column that holds the title of the project."),
    "intake.upload_too_large": _("The file is larger than %(limit)s; split it and load the parts."),
    "intake.empty": _("The file is empty; export it again and check that it holds rows."),
    "intake.unknown_kind": _("This is %(found)s, not a table; save it as .xlsx, .ods or CSV and try again."),
    "intake.wrong_file": _("Expected was %(expected)s, found was %(found)s; choose the right file."),
    "intake.protected": _("The workbook is protected by a password; save a copy without one and try again."),
    "intake.corrupt": _("The file is damaged (%(found)s); open it in a spreadsheet program and save it as .xlsx."),
    "intake.truncated": _("The file ends in the middle (%(found)s); download or export it again."),
    "intake.wrong_encoding": _("The text cannot be read as %(expected)s (%(found)s); save it as CSV UTF-8."),
    "intake.nul_bytes": _("The text holds NUL bytes, so it is binary or damaged; save it as CSV UTF-8."),
    "intake.too_large": _("The file holds %(found)s, the limit is %(expected)s; split it and load the parts."),
    "intake.too_many_columns": _(
        "The table has %(found)s columns, the limit is %(expected)s; delete those not needed."
    ),
    "intake.cell_too_long": _("A cell holds %(found)s, the limit is %(expected)s; look for an open quote before it."),
    "intake.compression_bomb": _("Unpacked it would be %(found)s, the limit is %(expected)s; refused for safety."),
    "intake.unsafe_xml": _("The file declares XML entities, which no spreadsheet program does; save it anew."),
    "intake.no_table": _("No table was found in the file; it needs one row of column names with rows below."),
    "intake.no_header": _("No row of column names was found; name the columns above the data."),
    "intake.not_projects": _("No list of projects: no number, organisation, leader or amount among %(found)s."),
    "intake.no_sheet": _("There is no sheet %(expected)s; the file has %(found)s."),
    "intake.missing_column": _("The column %(expected)s is missing; found were %(found)s."),
    "intake.duplicate_column": _("Two columns are called %(found)s; rename one of them."),
    "intake.missing_member": _("The delivery holds no %(expected)s; it holds %(found)s."),
    "intake.missing_file": _("There is no such file; check the path."),
    "intake.mapping_mismatch": _("The mapping does not fit: expected %(expected)s, found %(found)s; map it again."),
    "row.blank": _("The row is empty; fill it in or delete it."),
    "row.required": _("The cell is empty but needed; fill it in."),
    "row.not_a_date": _("“%(found)s” is not a date; write it like 2026-01-31."),
    "row.not_money": _("“%(found)s” is not an amount; write it like 1234.50."),
    "row.money_too_fine": _("“%(found)s” has fractions below the smallest coin; round it to two decimals."),
    "row.other_currency": _("“%(found)s” is not in %(expected)s, the currency of the group; give it its own group."),
    "row.not_an_integer": _("“%(found)s” is not a whole number."),
    "row.not_a_number": _("“%(found)s” is not a number."),
    "row.not_a_ratio": _("“%(found)s” is not a share; write it like 85%% or 0.85."),
    "row.not_a_boolean": _("“%(found)s” is neither yes nor no."),
    "row.not_in_list": _("“%(found)s” is not one of %(expected)s."),
    "row.not_a_period": _("“%(found)s” is not a period; write it like 2018.01-2020.12."),
    "row.end_before_start": _("The end %(found)s lies before the start (%(expected)s); correct one of them."),
    "row.text_too_long": _("The text is too long; at most %(expected)s are allowed."),
    "row.ragged": _("The row has %(found)s cells where the header has %(expected)s; look for a stray separator."),
    "row.duplicate": _("The row repeats line %(expected)s exactly; it is taken once."),
    "row.continuation": _("The row adds to line %(expected)s; if it is a record itself, fill in its title."),
    "row.excel_error": _("The cell holds the error %(found)s; correct the formula."),
    "row.heading": _("A heading or a total inside the table, not a record: “%(found)s”."),
    "row.spreadsheet_precision": _("“%(found)s” lost digits in a spreadsheet; format the column as text."),
    "row.unknown_reference": _("“%(found)s” refers to nothing that is there (%(expected)s)."),
    "row.repeated_key": _("“%(found)s” was told before (%(expected)s); keep one of the two."),
    "row.second_parent": _("A second unit above, “%(found)s”; “%(expected)s” was told before."),
    "row.in_a_circle": _("Following the units above “%(found)s” leads back to it; correct one of them."),
    "row.unplaced": _("No way leads from “%(found)s” up to the head; name the unit above it."),
    "row.outlives_parent": _("It ends %(found)s, but the unit above ended %(expected)s."),
    "row.contents": _("A line of the table of contents, not a clause: “%(found)s”."),
    "row.page_number": _("A page number, not a clause: “%(found)s”."),
    "row.document_title": _("The title of the document, not a clause: “%(found)s”."),
    "row.table_header": _("The header of a table; its rows are read with it: “%(found)s”."),
    "row.unknown_clause_kind": _(
        "“%(found)s” is no kind of clause; write heading, statement, target, task or safeguard."
    ),
    "row.kept_elsewhere": _("“%(found)s” is kept by another office; ask there."),
    "row.day_in_future": _("The day “%(found)s” lies in the future; enter the day it really happened."),
    "row.negative_money": _("The amount “%(found)s” is negative; an amount of a project is zero or more."),
    "row.number_out_of_range": _("The number “%(found)s” is out of range (%(expected)s)."),
    "row.unprintable": _("The text “%(found)s” holds signs that cannot be stored; remove them."),
    "row.no_participant": _("The project “%(found)s” has no participation that could be taken."),
    "row.contradicts": _("“%(found)s” contradicts another file (%(expected)s)."),
    "row.not_a_web_address": _("“%(found)s” is not a web address; it begins with http:// or https://."),
}

STATUS = {
    "draft": _("To be mapped"),
    "queued": _("Waiting its turn"),
    "running": _("Running"),
    "taken": _("Taken"),
    "unchanged": _("Nothing new"),
    "refused": _("Refused"),
    "interrupted": _("Interrupted"),
}

TONES = {
    "draft": "info",
    "queued": "info",
    "running": "info",
    "taken": "good",
    "unchanged": "neutral",
    "refused": "bad",
    "interrupted": "warn",
}

KINDS = {
    "cordis": _("CORDIS portfolio"),
    "workbook": _("Workbook of projects"),
    "experts": _("List of experts"),
}

TABLES = {
    "units": _("Units"),
    "names": _("Other names and regions"),
    "programmes": _("Programmes"),
    "projects": _("Projects"),
    "participations": _("Participations"),
    "results": _("Results"),
    "tags": _("Classifications"),
    "links": _("Links"),
    "texts": _("Long texts"),
    "experts": _("Experts"),
}

CHANGES = {
    "inserted": _("added"),
    "updated": _("changed"),
    "removed": _("removed"),
    "withdrawn": _("withdrawn"),
    "withdrawn_before": _("withdrawn, known by number only"),
    "texts": _("long texts"),
    "units": _("owners"),
    "written": _("written"),
}

FIELDS = {
    "code": _("Code"),
    "parent_code": _("Code above"),
    "title": _("Title"),
    "acronym": _("Acronym"),
    "lead_unit": _("Lead unit"),
    "participants": _("Participants"),
    "leader": _("Leader"),
    "start": _("Start"),
    "end": _("End"),
    "period": _("Period"),
    "approved_on": _("Approved on"),
    "paid_on": _("Paid on"),
    "updated_on": _("Updated on"),
    "total_cost": _("Total cost"),
    "funding": _("Funding"),
    "own_share": _("Own share"),
    "paid": _("Paid"),
    "cofinancing_rate": _("Funding rate"),
    "currency": _("Currency"),
    "status": _("Status"),
    "evaluation": _("Evaluation"),
    "programme": _("Programme"),
    "fund": _("Fund"),
    "priority": _("Priority"),
    "theme": _("Theme"),
    "category": _("Category"),
    "discipline": _("Discipline"),
    "call": _("Call"),
    "country": _("Country"),
    "region": _("Region"),
    "county": _("County"),
    "city": _("City"),
    "postcode": _("Postcode"),
    "address": _("Address"),
    "authority": _("Authority"),
    "url": _("Web address"),
    "description": _("Description"),
    "keywords": _("Keywords"),
    "ec_max": _("EU contribution"),
    "ec": _("EU contribution"),
    "net_ec": _("Net EU contribution"),
    "total": _("Total cost"),
}

WHY = {
    "mapping.words": _("header"),
    "mapping.values": _("values fit"),
    "mapping.by_values_only": _("by its values only"),
    "mapping.no_field": _("no field fits"),
    "mapping.saved": _("saved mapping"),
    "style.currency": _("currency"),
    "style.currency_assumed": _("currency assumed"),
    "style.date_order": _("order of dates"),
    "style.percent": _("per cent"),
    "style.scale": _("amounts times"),
}


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """The text of a reason; what the source did not tell is left blank."""
    text = REASONS.get(code)
    if text is None:
        return code
    names = ("found", "expected", "column", "file", "kind", "worker", "limit")
    return str(text) % {**dict.fromkeys(names, "…"), **facts}


def place(facts: Mapping[str, Any]) -> str:
    """File, sheet, line and column, as far as they are known."""
    parts = [str(facts["file"])] if facts.get("file") else []
    for name, label in (
        ("sheet", gettext("sheet %(name)s")),
        ("line", gettext("line %(name)s")),
        ("column", gettext("column %(name)s")),
    ):
        if facts.get(name):
            parts.append(label % {"name": facts[name]})
    return " · ".join(parts)


def why(reason: str) -> str:
    """A reason of a proposal, such as `mapping.words:项目名称 (zh) 1.00`, in the reader's language."""
    code, _sign, rest = reason.partition(":")
    return f"{WHY.get(code, code)} {rest}".strip()


STAGES = {
    "queued": _("Waiting for a free worker"),
    "check": _("Checking that the rows fit together"),
    "roll up": _("Rolling up for the cockpit"),
    "take organisations": _("Taking organisations"),
    "take programmes": _("Taking programmes"),
    "take projects": _("Taking projects"),
    "take participations": _("Taking participations"),
    "take results": _("Taking results"),
    "take classifications": _("Taking classifications"),
}


def stage(stored: str) -> str:
    """What a running delivery does, in the reader's language."""
    if stored.startswith("read "):
        return gettext("Reading %(file)s") % {"file": stored.removeprefix("read ")}
    return str(STAGES.get(stored, stored))
