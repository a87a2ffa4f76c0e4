"""Every house rule has a good sample that passes and a planted bad one that it must find."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.architecture import rules
from tests.architecture.rules import Module

LONG = "def f() -> None:\n" + "    x = 1\n" * 60
WIDE = "class A:\n" + "".join(f"    def m{n}(self) -> None: ...\n" for n in range(16))

SAMPLES: list[tuple[Callable[[Module], Iterator[str]], str, str, str]] = [
    (
        rules.front_door,
        "apps/projects/services/gates.py",
        "from ceyuan.apps.audit import interface\nfrom ceyuan.apps.organisation.scoping import Scoped",
        "from ceyuan.apps.audit.models import Act",
    ),
    (
        rules.front_door,
        "apps/projects/views/page.py",
        "from ..selectors import projects",
        "from ...audit.services import acts",
    ),
    (
        rules.objects_inside,
        "apps/projects/views/page.py",
        "rows = selectors.all_of(actor)",
        "rows = Project.objects.all()",
    ),
    (rules.sizes, "core/kernel/money.py", "x = 1\n" * 500, "def f() -> None: ...\n" + "x = 1\n" * 500),
    (rules.sizes, "apps/projects/views/page.py", "def f() -> None: ...\n", "def f() -> None: ...\n" + "x = 1\n" * 220),
    (rules.sizes, "core/kernel/money.py", "def f() -> None: ...\n", LONG),
    (rules.sizes, "core/kernel/money.py", "class A: ...\n", WIDE),
    (rules.names, "core/kernel/money.py", "def split() -> None: ...", "def process() -> None: ..."),
    (rules.names, "core/kernel/money.py", "class Purse: ...", "class MoneyManager: ..."),
    (
        rules.actor_first,
        "apps/projects/services/gates.py",
        "@transaction.atomic\ndef approve(*, actor, case_id): ...\ndef facts(case): ...",
        "@transaction.atomic\ndef approve(*, case_id, actor): ...",
    ),
    (
        rules.actor_first,
        "apps/projects/services/gates.py",
        "def facts(case): return case.facts",
        "def approve(*, case_id):\n    audit.record(actor=None, act='x')",
    ),
    (
        rules.raw_sql,
        "apps/insight/selectors.py",
        'cursor.execute("SELECT 1 WHERE x = %s", [x])',
        'cursor.execute(f"SELECT 1 WHERE x = {x}")',
    ),
    (
        rules.raw_sql,
        "apps/insight/selectors.py",
        'cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(x)))',
        'cursor.execute("ANALYZE {}".format(x))',
    ),
    (rules.raw_sql, "apps/insight/selectors.py", 'Thing.raw("SELECT 1")', 'Thing.raw("SELECT %s" % x)'),
    (rules.no_float_money, "core/kernel/money.py", "share: float = 0.5", "amount: float = 0.5"),
    (rules.no_float_money, "core/kernel/money.py", "x = float(share)", "x = float(row.total_amount)"),
    (
        rules.engines_apart,
        "core/rules/trace.py",
        "from ceyuan.core.kernel import Money",
        "from ceyuan.core.ledger import x",
    ),
    (rules.engines_apart, "core/ledger/engine.py", "import duckdb", "import ortools"),
    (
        rules.no_clock,
        "core/kernel/period.py",
        "from datetime import date",
        "import datetime\nx = datetime.date.today()",
    ),
]


@pytest.mark.parametrize(("rule", "room", "good", "bad"), SAMPLES)
def test_it_passes_the_good_and_finds_the_planted_bad(
    rule: Callable[[Module], Iterator[str]], room: str, good: str, bad: str
) -> None:
    assert list(rule(Module(room, good))) == []
    assert list(rule(Module(room, bad))) != []


def test_it_finds_a_file_whose_name_says_nothing() -> None:
    assert list(rules.names(Module("kit/utils.py", "")))


def test_every_rule_has_a_sample() -> None:
    assert {rule for rule, *_ in SAMPLES} == set(rules.RULES)
