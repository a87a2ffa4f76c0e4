"""Rows that were read well but do not fit together: found set by set, taken out and accounted for.

Each check is one statement that deletes what does not stand and returns line, found value and the money of the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from ceyuan.core.intake.errors import Rejected, excerpt

from .staging import Account

_MONEY: Mapping[str, tuple[str, ...]] = {
    "project": ("total_cost", "ec_max"),
    "project_before": ("total_cost", "ec_max"),
    "participation": ("ec", "net_ec", "total"),
    "csv_project": ("total_cost", "ec_max"),
    "csv_entry": ("ec", "net_ec", "total"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """`statement` deletes from `read_<table>` and returns (line, found); `expected` says what would have been right."""

    table: str
    column: str
    code: str
    statement: str
    expected: str = ""


_REPEATED = (
    "DELETE FROM read_{t} a"
    " USING (SELECT {k}, min(line) AS line FROM read_{t} GROUP BY {k} HAVING count(*) > 1) b"
    " WHERE {on} AND a.line > b.line RETURNING a.*, a.{c}::text AS found"
)
_ORPHAN = (
    "DELETE FROM read_{t} a WHERE a.{c} IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM read_{other} b WHERE b.{key} = a.{c}) RETURNING a.*, a.{c}::text AS found"
)
_MATCHING = "DELETE FROM read_{t} a WHERE {where} RETURNING a.*, a.{c}::text AS found"


def repeated(table: str, *key: str) -> Check:
    """The key stands in the file before: the first row is taken."""
    on = " AND ".join(f"a.{name} = b.{name}" for name in key)
    statement = _REPEATED.format(t=table, k=", ".join(key), on=on, c=key[-1])
    return Check(table, key[-1], "row.repeated_key", statement, "a key that no row before has")


def orphan(table: str, column: str, other: str, key: str = "") -> Check:
    """The row names something that is not delivered."""
    statement = _ORPHAN.format(t=table, c=column, other=other, key=key or column)
    return Check(table, column, "row.unknown_reference", statement, other)


def matching(table: str, column: str, code: str, where: str, expected: str = "") -> Check:
    """The row meets a condition that must not be."""
    return Check(table, column, code, _MATCHING.format(t=table, c=column, where=where), expected)


def too_long(table: str, column: str, limit: int) -> Check:
    """The text is longer than the field that keeps it."""
    return matching(table, column, "row.text_too_long", f"length(a.{column}) > {limit}", f"{limit} characters")


def _of_projects(table: str) -> tuple[Check, ...]:
    return (
        repeated(table, "project_id"),
        matching(
            table,
            "status",
            "row.not_in_list",
            "a.status NOT IN ('SIGNED', 'CLOSED', 'TERMINATED')",
            "SIGNED, CLOSED, TERMINATED",
        ),
        matching(table, "end_date", "row.end_before_start", "a.end_date < a.start_date", "a day after start_date"),
        matching(table, "total_cost", "row.negative_money", "a.total_cost < 0", "zero or more"),
        matching(table, "ec_max", "row.negative_money", "a.ec_max < 0", "zero or more"),
        too_long(table, "acronym", 120),
        too_long(table, "title", 600),
        too_long(table, "funding_scheme", 80),
        too_long(table, "master_call", 80),
        too_long(table, "topic_code", 80),
        orphan(table, "legal_basis", "programme", "code"),
        orphan(table, "topic_code", "programme", "code"),
        orphan(table, "master_call", "call", "identifier"),
    )


_OF_PROJECT = ("field_of_science", "policy_marker", "weblink", "project_programme", "result")

RELATIONAL_CHECKS: tuple[Check, ...] = (
    repeated("region", "nuts_code"),
    too_long("region", "nuts_code", 16),
    too_long("region", "name", 200),
    repeated("programme", "code"),
    too_long("programme", "code", 80),
    too_long("programme", "title", 500),
    matching(
        "programme",
        "parent_code",
        "row.unknown_reference",
        "a.kind = 'relatedLegalBasis' AND a.parent_code IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM read_programme b WHERE b.code = a.parent_code)",
        "programme",
    ),
    repeated("call", "identifier"),
    too_long("call", "identifier", 80),
    too_long("call", "title", 500),
    repeated("organization", "org_id"),
    too_long("organization", "legal_name", 300),
    too_long("organization", "country", 2),
    too_long("organization", "nuts_code", 16),
    orphan("variant", "org_id", "organization"),
    too_long("variant", "legal_name", 400),
    *_of_projects("project"),
    orphan("participation", "org_id", "organization"),
    orphan("participation", "project_id", "project"),
    matching(
        "participation",
        "role",
        "row.not_in_list",
        "a.role NOT IN ('coordinator', 'participant', 'associatedPartner', 'thirdParty')",
        "coordinator, participant, associatedPartner, thirdParty",
    ),
    matching("participation", "ec", "row.negative_money", "a.ec < 0", "zero or more"),
    matching("participation", "ord", "row.number_out_of_range", "a.ord NOT BETWEEN 0 AND 1000000", "0 to 1000000"),
    too_long("participation", "department_name", 300),
    matching(
        "project",
        "project_id",
        "row.no_participant",
        "NOT EXISTS (SELECT 1 FROM read_participation b WHERE b.project_id = a.project_id)",
        "a participation",
    ),
    *(orphan(table, "project_id", "project") for table in _OF_PROJECT),
    orphan("project_programme", "programme_code", "programme", "code"),
    matching(
        "project_programme",
        "programme_code",
        "row.contradicts",
        "(a.is_main OR a.link_type = 'relatedTopic') AND NOT EXISTS (SELECT 1 FROM read_project p"
        " WHERE p.project_id = a.project_id AND a.programme_code IN (p.legal_basis, p.topic_code))",
        "the programme and topic that the project names",
    ),
    repeated("field_of_science", "project_id", "code"),
    repeated("policy_marker", "project_id", "code"),
    too_long("field_of_science", "code", 120),
    too_long("field_of_science", "title", 300),
    too_long("policy_marker", "code", 120),
    too_long("weblink", "link_type", 40),
    too_long("weblink", "title", 500),
    matching("weblink", "url", "row.not_a_web_address", r"a.url !~* '^https?://[^\s]+$'", "http://… or https://…"),
    repeated("weblink", "project_id", "link_type", "url"),
    repeated("result", "project_id", "result_id"),
    too_long("result", "result_id", 80),
    too_long("result", "kind", 20),
    too_long("result", "subtype", 80),
    too_long("result", "doi", 300),
    matching("result", "year", "row.number_out_of_range", "a.year NOT BETWEEN 1000 AND 9999", "1000 to 9999"),
    orphan("result_organization", "result_id", "result"),
    orphan("result_organization", "org_id", "organization"),
    *_of_projects("project_before"),
    orphan("project_before", "project_id", "project"),
    orphan("amendment_new_project", "project_id", "project"),
    orphan("amendment_project", "project_id", "project"),
    orphan("amendment_participation", "org_id", "organization"),
    orphan("amendment_participation", "project_id", "project"),
    matching(
        "amendment_participation",
        "change",
        "row.not_in_list",
        "a.change NOT IN ('added', 'changed', 'removed')",
        "added, changed, removed",
    ),
    orphan("amendment_result", "project_id", "project"),
    matching(
        "amendment_result",
        "result_id",
        "row.unknown_reference",
        "a.change = 'added' AND NOT EXISTS (SELECT 1 FROM read_result b WHERE b.result_id = a.result_id)",
        "result",
    ),
)


# Of CORDIS' own CSV, before the relational tables are made from it: afterwards every row there is sound.
DOWNLOAD_CHECKS: tuple[Check, ...] = (
    *(
        each
        for each in _of_projects("csv_project")
        if "read_programme" not in each.statement and "read_call" not in each.statement
    ),
    too_long("csv_project", "legal_basis", 80),
    repeated("csv_entry", "project_id", "org_id", "role", "ord"),
    orphan("csv_entry", "project_id", "csv_project"),
    matching(
        "csv_entry",
        "role",
        "row.not_in_list",
        "a.role NOT IN ('coordinator', 'participant', 'associatedPartner', 'thirdParty', 'partner')",
        "coordinator, participant, associatedPartner, thirdParty",
    ),
    matching("csv_entry", "ec", "row.negative_money", "a.ec < 0", "zero or more"),
    matching("csv_entry", "ord", "row.number_out_of_range", "a.ord NOT BETWEEN 0 AND 1000000", "0 to 1000000"),
    too_long("csv_entry", "legal_name", 300),
    too_long("csv_entry", "country", 2),
    too_long("csv_entry", "nuts_code", 16),
    matching(
        "csv_project",
        "project_id",
        "row.no_participant",
        "NOT EXISTS (SELECT 1 FROM read_csv_entry b WHERE b.project_id = a.project_id)",
        "a participation",
    ),
    *(
        orphan(f"csv_{table}", "project_id", "csv_project")
        for table in ("legal_basis", "topic", "field_of_science", "weblink", "deliverable", "publication")
    ),
    repeated("csv_legal_basis", "project_id", "code"),
    repeated("csv_topic", "project_id", "code"),
    too_long("csv_legal_basis", "code", 80),
    too_long("csv_topic", "code", 80),
    repeated("csv_field_of_science", "project_id", "code"),
    too_long("csv_field_of_science", "code", 120),
    too_long("csv_field_of_science", "title", 300),
    too_long("csv_weblink", "link_type", 40),
    too_long("csv_weblink", "title", 500),
    matching("csv_weblink", "url", "row.not_a_web_address", r"a.url !~* '^https?://[^\s]+$'", "http://… or https://…"),
    repeated("csv_weblink", "project_id", "link_type", "url"),
    *(
        each
        for table in ("csv_deliverable", "csv_publication")
        for each in (
            repeated(table, "project_id", "result_id"),
            too_long(table, "result_id", 80),
            too_long(table, "subtype", 80),
        )
    ),
    too_long("csv_publication", "doi", 300),
    matching("csv_publication", "year", "row.number_out_of_range", "a.year NOT BETWEEN 1000 AND 9999", "1000 to 9999"),
)


def check(accounts: Mapping[str, Account], checks: Sequence[Check]) -> None:
    """Take out what does not stand, in an order in which nothing refers to what went before."""
    with connection.cursor() as cursor:
        for each in checks:
            cursor.execute(each.statement)
            names = [column.name for column in cursor.description]
            for values in cursor.fetchall():
                _reject(accounts[each.table], each, dict(zip(names, values, strict=True)))


def _reject(account: Account, failed: Check, row: Mapping[str, object]) -> None:
    line = row["line"]
    rejected = Rejected(
        account.table.name,
        "",
        line if isinstance(line, int) else 0,
        failed.column,
        failed.code,
        excerpt(row["found"] or ""),
        failed.expected,
    )
    account.reject(rejected, [(name, "EUR", _minor(row[name])) for name in _MONEY.get(failed.table, ())])


def _minor(value: object) -> int | None:
    return value if isinstance(value, int) else None
