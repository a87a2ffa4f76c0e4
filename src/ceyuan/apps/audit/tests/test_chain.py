"""The chain of acts: nothing in it can be changed, and what is changed by force is found and named."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.audit import interface
from ceyuan.apps.audit.chain import FIELDS, GENESIS, Noted, link_hash
from ceyuan.apps.audit.models import Act
from ceyuan.apps.audit.selectors import chain_rows
from ceyuan.apps.audit.services import chain
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Refused

CLERK = Actor(7, 8, "安科技", 9, "T", {}, {}, 10)
COLUMNS = sorted(field.column for field in Act._meta.concrete_fields)


def write(label: str = "甲", **facts: Any) -> Act:
    with transaction.atomic():
        return interface.record(
            actor=CLERK,
            act="audit.chain.verified",
            subject=("test.case", 3, label),
            before={"name": "旧"},
            after={"name": "新", **facts},
            reason="理由",
            unit_path="1.2",
        )


def five() -> list[Act]:
    return [write(f"第{number}件") for number in range(1, 6)]


@contextmanager
def by_force() -> Iterator[Any]:
    """A cursor of somebody who has switched the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE audit_act ENABLE TRIGGER USER")


@pytest.mark.django_db
def test_a_whole_chain_is_verified() -> None:
    acts = five()
    found = interface.verification()
    acts[-1].refresh_from_db()
    assert (found.is_whole, found.acts, found.head) == (True, 5, acts[-1].hash)
    assert Act.objects.get(seq=1).previous == GENESIS


@pytest.mark.django_db
def test_an_empty_chain_is_whole() -> None:
    assert interface.verification() == interface.Finding(0, GENESIS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_act SET reason = 'x' WHERE seq = 2",
        "UPDATE audit_act SET seq = seq + 10",
        "DELETE FROM audit_act WHERE seq = 5",
        "TRUNCATE audit_act",
    ],
)
def test_the_database_refuses_every_change(statement: str) -> None:
    five()
    with pytest.raises(DatabaseError, match=r"audit\.append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert interface.verification().acts == 5


@pytest.mark.django_db
def test_a_hand_written_row_gets_its_place_time_and_hash_from_the_database() -> None:
    write()
    forged = write("乙")
    Act.objects.create(
        seq=1,
        at="1999-01-01T00:00:00Z",
        act="x",
        subject_kind="k",
        subject_id="1",
        subject_label="l",
        hash="0",
        previous="0",
    )
    found = interface.verification()
    assert (found.is_whole, found.acts) == (True, 3)
    assert Act.objects.get(seq=3).at > Act.objects.get(seq=forged.pk).at


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS)
def test_one_byte_changed_in_any_column_is_found_and_named(column: str) -> None:
    five()
    changes = {
        "at": "at + interval '1 microsecond'",
        "before": """before || '{"x": 1}'""",
        "after": """after || '{"name": "改"}'""",
        "seq": "seq + 100",
        "id": "id + 100",
        "previous": "translate(substr(previous, 1, 1), '0123456789abcdef', '123456789abcdef0') || substr(previous, 2)",
        "hash": "translate(substr(hash, 1, 1), '0123456789abcdef', '123456789abcdef0') || substr(hash, 2)",
    }
    number = f"{column} + 1"
    change = changes.get(column, number if column.endswith("_id") and column != "subject_id" else None)
    if column == "request_id":
        change = None
    with by_force() as cursor:
        cursor.execute(f'UPDATE audit_act SET "{column}" = {change or f"{column} || chr(120)"} WHERE seq = 3')  # noqa: S608
        assert cursor.rowcount == 1
    found = interface.verification()
    assert found.broken_seq == 3
    assert found.fault == {"seq": "gap", "id": "number", "previous": "link"}.get(column, "content")
    assert found.acts == 2
    if column not in {"seq", "act", "subject_kind", "subject_id", "subject_label"}:
        assert (found.act, found.subject) == ("audit.chain.verified", "test.case 3 第3件")


@pytest.mark.django_db
def test_a_changed_act_with_a_recomputed_hash_breaks_the_next_link() -> None:
    five()
    with by_force() as cursor:
        cursor.execute("UPDATE audit_act SET reason = '改' WHERE seq = 3")
        cursor.execute("UPDATE audit_act a SET hash = ceyuan_act_hash(a) WHERE seq = 3")
    found = interface.verification()
    assert (found.broken_seq, found.fault) == (4, "link")


@pytest.mark.django_db
@pytest.mark.parametrize("seq", [1, 3])
def test_a_deleted_act_leaves_a_gap(seq: int) -> None:
    five()
    with by_force() as cursor:
        cursor.execute("DELETE FROM audit_act WHERE seq = %s", [seq])
    found = interface.verification()
    assert (found.broken_seq, found.fault) == (seq, "gap")


@pytest.mark.django_db
def test_a_missing_tail_shows_only_against_the_noted_head() -> None:
    last = five()[-1]
    last.refresh_from_db()
    noted = Noted(5, last.hash)
    assert interface.verification(noted).is_whole
    with by_force() as cursor:
        cursor.execute("DELETE FROM audit_act WHERE seq >= 4")
    assert interface.verification().is_whole
    found = interface.verification(noted)
    assert (found.broken_seq, found.fault, found.acts) == (4, "tail", 3)


@pytest.mark.django_db
def test_a_chain_written_anew_shows_against_the_noted_head() -> None:
    five()
    noted = Noted(3, Act.objects.get(seq=3).hash)
    with by_force() as cursor:
        cursor.execute("UPDATE audit_act SET reason = '改' WHERE seq = 2")
        for seq in range(2, 6):
            cursor.execute(
                "UPDATE audit_act a SET previous = (SELECT hash FROM audit_act WHERE seq = a.seq - 1) WHERE seq = %s",
                [seq],
            )
            cursor.execute("UPDATE audit_act a SET hash = ceyuan_act_hash(a) WHERE seq = %s", [seq])
    assert interface.verification().is_whole
    found = interface.verification(noted)
    assert (found.broken_seq, found.fault) == (3, "head")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_never_fork_the_chain() -> None:
    gate, failed = threading.Barrier(2), []

    def writer(name: str) -> None:
        try:
            gate.wait(10)
            for number in range(20):
                write(f"{name} {number}")
        except Exception as error:  # noqa: BLE001 - told to the test below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(name,)) for name in "甲乙"]
    for thread in threads:  # more than nine acts also show that the chain is read by number, not by text
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    found = interface.verification()
    assert (found.fault, found.acts) == ("", 40)


@pytest.mark.django_db(transaction=True)
def test_an_act_is_gone_with_its_deed_and_leaves_no_gap() -> None:
    write()
    with transaction.atomic():
        interface.record(actor=CLERK, act="audit.chain.verified", subject=("k", 1, "x"))
        transaction.set_rollback(True)
    write()
    assert interface.verification().acts == 2
    with pytest.raises(RuntimeError, match="transaction"):
        interface.record(actor=CLERK, act="audit.chain.verified", subject=("k", 1, "x"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(max_size=200),
    label=st.text(max_size=400),
    reason=st.text(max_size=200),
    facts=st.dictionaries(st.text(max_size=10), json_values, max_size=4),
)
def test_python_computes_the_hash_of_the_database_for_any_text_and_fact(
    name: str, label: str, reason: str, facts: dict[str, Any]
) -> None:
    with transaction.atomic():
        made = interface.record(
            actor=Actor(1, None, name, None),
            act="audit.chain.verified",
            subject=("k", "1", label),
            before=facts,
            after={"facts": facts},
            reason=reason,
        )
    row = list(chain_rows())[-1]
    assert row["id"] == str(made.pk)
    assert link_hash(row) == row["hash"]


@pytest.mark.django_db
def test_facts_that_json_does_not_know_are_kept_as_their_text() -> None:
    write(on=date(2025, 1, 31), sum=Decimal("12.50"), who={"乙", "甲"}, odd="a\x00b\ud800")
    kept = Act.objects.latest("seq").after
    assert (kept["on"], kept["sum"], kept["who"]) == ("2025-01-31", "12.50", ["乙", "甲"])
    assert "\x00" not in kept["odd"]


@pytest.mark.django_db
def test_the_export_can_be_verified_by_somebody_else() -> None:
    five()
    target = io.StringIO()
    count, head = interface.write_chain(target)
    previous = "0" * 64
    for number, line in enumerate(target.getvalue().splitlines(), start=1):
        act = json.loads(line)
        stored = act.pop("hash")
        assert tuple(act) == FIELDS
        text = "".join("-;" if v is None else f"{len(v.encode())}:{v};" for v in act.values())
        assert (act["seq"], act["previous"]) == (str(number), previous)
        assert hashlib.sha256(text.encode()).hexdigest() == stored
        previous = stored
    assert (count, head) == (5, previous)


@pytest.mark.django_db
def test_verifying_is_an_act_and_only_for_who_audits_the_whole_group(cast: Any) -> None:
    found = chain.verify(actor=cast.auditor.actor)
    recorded = interface.of_subject(cast.auditor.actor, "audit.chain", "1").get()
    assert recorded.after == {"acts": found.acts, "head": found.head, "broken": None, "fault": ""}
    for member in ("manager_a", "member_a"):
        with pytest.raises(Refused, match=r"audit\.whole_group_only"):
            chain.verify(actor=cast.members[member].actor)
