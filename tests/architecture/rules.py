"""The house rules as functions: each takes one module and yields what is wrong with it.

`Module.room` is the path inside the package, such as `apps/projects/services/gates.py`. That each rule can
fail is proven in `test_rules_can_fail.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "data",
    "info",
    "process",
    "handle",
}
SHARED_CORE = {"kernel", "workflow", "intake"}
LODGERS = {
    "ortools": {"planning", "review"},
    "ibis": {"ledger"},
    "duckdb": {"ledger"},
    "pyspark": {"ledger"},
}
# What other capabilities may import of a capability besides its interface: models need it before `interface` can load.
EXTRA_DOORS = {("organisation", "scoping"), ("workflow", "stateful")}
# SQL made of our own constants (table names, one condition), with the reason beside it in the module.
RAW_SQL_ALLOWED = {"apps/insight/services/rollups.py"}
# Keeps derived figures up to date: nobody's act, and no record of anything but what others did.
DERIVED = {"apps/insight/services/rollups.py", "apps/strategy/services/standings.py"}
# Reads rows again by ids that came through the gate.
OBJECTS_ALLOWED = {"kit/listing.py"}
_MONEY = re.compile(r"money|amount|cents|fen$|_fen|minor|budget|funding|contribution|_cost", re.IGNORECASE)


@dataclass
class Module:
    """One Python file of the package."""

    room: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.room).parts

    @property
    def app(self) -> str | None:
        return self.parts[1] if self.parts[0] == "apps" and len(self.parts) > 2 else None

    @property
    def floor(self) -> str:
        """Name of the floor inside the capability: `services`, `models`, `views`, ..."""
        return self.parts[2].removesuffix(".py") if self.app else ""

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full dotted name of everything imported, relative imports resolved."""
        package = ["ceyuan", *self.parts[:-1]]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = package[: len(package) - node.level + 1] if node.level else []
                base = ".".join([*above, *(node.module or "").split(".")]).rstrip(".")
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def modules(package: Path) -> list[Module]:
    """All modules of the product, without tests and migrations."""
    found = []
    for path in sorted(package.rglob("*.py")):
        room = path.relative_to(package)
        if not {"tests", "migrations", "vendor"} & set(room.parts):
            found.append(Module(room.as_posix(), path.read_text(encoding="utf-8")))
    return found


def front_door(module: Module) -> Iterator[str]:
    """A capability imports another one only through its `interface`."""
    for line, name in module.imports() if module.app else ():
        parts = name.split(".")
        if parts[:2] != ["ceyuan", "apps"] or len(parts) < 4 or parts[2] == module.app:
            continue
        if module.floor == parts[3] == "demo":
            continue  # the demonstration tells one story across the capabilities
        if parts[3] != "interface" and (parts[2], parts[3]) not in EXTRA_DOORS:
            yield f"{module.room}:{line} imports {name}; use ceyuan.apps.{parts[2]}.interface"


def objects_inside(module: Module) -> Iterator[str]:
    """Only models, selectors, services and interface touch `.objects`."""
    if module.floor in {"models", "selectors", "services", "interface", "scoping"} or module.room in OBJECTS_ALLOWED:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield f"{module.room}:{node.lineno} touches .{node.attr}; use a selector or a service"


def sizes(module: Module) -> Iterator[str]:
    """Files up to 400 lines (pages 200), functions up to 50, classes up to 15 methods. Declared tables are exempt."""
    lines = module.text.count("\n")
    nodes = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    limit = 200 if module.floor == "views" else 400
    if lines > limit and nodes:
        yield f"{module.room} has {lines} lines; the limit is {limit}"
    for node in nodes:
        if (length := (node.end_lineno or 0) - node.lineno + 1) > 50:
            yield f"{module.room}:{node.lineno} {node.name}() has {length} lines; the limit is 50"
    for kind in ast.walk(module.tree):
        if isinstance(kind, ast.ClassDef):
            methods = [part.name for part in kind.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            count = sum(not name.startswith("__") for name in methods)  # the operators of a value do not count
            if count > 15:
                yield f"{module.room}:{kind.lineno} {kind.name} has {count} methods; the limit is 15"


def names(module: Module) -> Iterator[str]:
    """No file, class or function with a name that says nothing."""
    for part in module.parts:
        if part.removesuffix(".py").lower() in FORBIDDEN_NAMES:
            yield f"{module.room}: {part} says nothing; name what it holds"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            last_word = re.split(r"_|(?<=[a-z])(?=[A-Z])", node.name)[-1].lower()
            empty = node.name.lower() in FORBIDDEN_NAMES
            if isinstance(node, ast.ClassDef) and last_word in {"manager", "helper", "utils"}:
                # Django's own kind of manager is what it says.
                empty = not any("Manager" in ast.unparse(base) for base in node.bases)
            if empty:
                yield f"{module.room}:{node.lineno} {node.name} says nothing; name what it does"


def actor_first(module: Module) -> Iterator[str]:
    """A public function of `services` that opens a transaction or records an act takes `actor` first.

    Who does it is never left out; steps inside an act, which do neither, are free.
    """
    if module.floor != "services" or module.room in DERIVED:
        return
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_act(node):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if not arguments or arguments[0].arg != "actor":
                yield f"{module.room}:{node.lineno} {node.name}() does not take `actor` first"


def _is_act(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr == "atomic":
            return True
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "record":
            return True
    return False


def raw_sql(module: Module) -> Iterator[str]:
    """SQL is a plain text with parameters; it is never put together from pieces."""
    if module.room in RAW_SQL_ALLOWED:
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"execute", "executemany", "raw", "RawSQL", "extra", "copy"} and _is_composed(node.args[0]):
            yield f"{module.room}:{node.lineno} {called}() gets SQL made of pieces; use parameters or psycopg.sql"


def _is_composed(text: ast.expr) -> bool:
    if isinstance(text, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in text.values)
    if isinstance(text, ast.BinOp) and isinstance(text.op, ast.Mod | ast.Add):
        return True
    if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format":
        return "SQL(" not in ast.unparse(text.func.value)  # psycopg.sql quotes each piece
    return False


def no_float_money(module: Module) -> Iterator[str]:
    """Nothing that is named like money is a float."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            name = node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
            if _MONEY.search(name) and re.search(r"\bfloat\b", ast.unparse(node.annotation)):
                yield f"{module.room}:{node.lineno} {name} is a float; money is integer minor units"
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"float", "models.FloatField", "FloatField"}:
            given = " ".join(ast.unparse(argument) for argument in node.args)
            if _MONEY.search(given):
                yield f"{module.room}:{node.lineno} float({given}); money is integer minor units"


def engines_apart(module: Module) -> Iterator[str]:
    """Rooms of the core share only kernel, workflow and intake; solvers and engines live in their own rooms."""
    room = module.parts[1] if module.parts[0] == "core" and len(module.parts) > 2 else None
    for line, name in module.imports():
        parts = name.split(".")
        if room and parts[:2] == ["ceyuan", "core"] and len(parts) > 2 and parts[2] not in {room, *SHARED_CORE}:
            yield f"{module.room}:{line} imports {name}; rooms of the core share only {sorted(SHARED_CORE)}"
        if parts[0] in LODGERS and room not in LODGERS[parts[0]]:
            yield f"{module.room}:{line} imports {parts[0]}; only core/{sorted(LODGERS[parts[0]])} may"


def no_clock(module: Module) -> Iterator[str]:
    """The core is told the time."""
    if module.parts[0] != "core":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "monotonic", "time_ns"}:
            yield f"{module.room}:{node.lineno} asks for the time ({ast.unparse(node)}); take it as an argument"


RULES: tuple[Callable[[Module], Iterator[str]], ...] = (
    front_door,
    objects_inside,
    sizes,
    names,
    actor_first,
    raw_sql,
    no_float_money,
    engines_apart,
    no_clock,
)
