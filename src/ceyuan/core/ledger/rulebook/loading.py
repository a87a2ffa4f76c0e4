"""From the text of a rules file to a rulebook; every fault is named with its place in the file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ceyuan.core.kernel.verdict import Invalid, Reason
from ceyuan.core.ledger.rulebook.conditions import PATTERN_COLUMNS, SIDES, Condition
from ceyuan.core.ledger.rulebook.shapes import Company, CostRule, Project, ProjectRule, Rulebook
from ceyuan.core.ledger.schema import (
    COST,
    DETAILS,
    ENTRUSTED,
    FORMS,
    NO_COST_REASONS,
    NONE,
    OWN,
    SCOPES,
    SHARE,
    TREATMENTS,
)

SECTIONS = {"format", "companies", "accounts", "projects", "cost_centres", "cost_rules", "project_rules", "tax"}
KEYS = {
    "companies": {"code", "name_zh", "name_en", "currency", "unit", "locked"},
    "accounts": {"code", "name"},
    "projects": {
        *("code", "name_zh", "name_en", "company", "unit", "opened", "closed", "form", "capitalised_from", "scopes")
    },
    "cost_centres": {"code", "unit"},
    "cost_rules": {"id", "when", "is", "detail", "form", "treatment", "scopes", "reason", "by"},
    "project_rules": {"id", "when", "take", "project"},
}
WHEN = {*PATTERN_COLUMNS, "text", "side", "since", "until"}
ALL_DETAILS = {detail for details in DETAILS.values() for detail in details}
TAKEN = {"project", "cost_object", "cost_centre", "department"}


def read(path: Path) -> Rulebook:
    """The rulebook of a YAML file. Invalid, with the place of each fault, when it is none."""
    try:
        content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise Invalid(
            {"": [Reason("ledger.rules_unreadable", {"file": path.name, "found": str(fault)[:200]})]}
        ) from fault
    return load(content)


def load(content: object) -> Rulebook:
    """The rulebook of a parsed rules file. Invalid when anything is unknown, missing or contradicts itself."""
    faults = _Faults()
    if not isinstance(content, Mapping):
        raise Invalid({"": [Reason("ledger.rules_no_mapping")]})
    for name in set(content) - SECTIONS:
        faults.add(str(name), "ledger.rules_unknown_key", found=str(name))
    entries = {section: _entries(content, section, faults) for section in KEYS}
    book = Rulebook(
        companies={e["code"]: _company(e) for _, e in entries["companies"]},
        accounts={e["code"]: str(e.get("name", "")) for _, e in entries["accounts"]},
        projects={e["code"]: _project(e, place, faults) for place, e in entries["projects"]},
        cost_centres={e["code"]: str(e.get("unit", "")) for _, e in entries["cost_centres"]},
        cost_rules=tuple(_cost_rule(e, place, faults) for place, e in entries["cost_rules"]),
        project_rules=tuple(_project_rule(e, place, faults) for place, e in entries["project_rules"]),
        tax=content.get("tax") or {},
    )
    for place, entry in entries["project_rules"]:
        if entry.get("project") and str(entry["project"]) not in book.projects:
            faults.add(f"{place}.project", "ledger.rules_unknown_project", found=str(entry["project"]))
    for section in ("companies", "accounts"):
        if not entries[section]:
            faults.add(section, "ledger.rules_empty")
    faults.raise_if_any()
    return book


class _Faults:
    """Collects what is wrong, by place."""

    def __init__(self) -> None:
        self.fields: dict[str, list[Reason]] = {}

    def add(self, place: str, code: str, **facts: object) -> None:
        self.fields.setdefault(place, []).append(Reason(code, facts))

    def one_of(self, place: str, value: object, allowed: Sequence[str] | set[str]) -> None:
        if value not in allowed:
            self.add(place, "ledger.rules_not_one_of", found=str(value), expected=", ".join(sorted(allowed)))

    def raise_if_any(self) -> None:
        if self.fields:
            raise Invalid(self.fields)


def _entries(content: Mapping[str, Any], section: str, faults: _Faults) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a section with their places; the name of each, code or id, is text and unique."""
    name = "id" if section.endswith("rules") else "code"
    found: list[tuple[str, dict[str, Any]]] = []
    seen: set[str] = set()
    for number, entry in enumerate(content.get(section) or []):
        place = f"{section}.{number + 1}"
        if not isinstance(entry, Mapping) or not entry.get(name):
            faults.add(place, "ledger.rules_no_name", expected=name)
            continue
        for key in set(entry) - KEYS[section]:
            faults.add(f"{place}.{key}", "ledger.rules_unknown_key", found=str(key))
        if not isinstance(entry[name], str):
            # YAML reads 0101 as a number and drops its zero: codes must be quoted.
            faults.add(f"{place}.{name}", "ledger.rules_unquoted", found=str(entry[name]))
        if entry[name] in seen:
            faults.add(f"{place}.{name}", "ledger.rules_twice", found=str(entry[name]))
        seen.add(entry[name])
        found.append((place, {**entry, name: str(entry[name])}))
    return found


def _company(entry: Mapping[str, Any]) -> Company:
    texts = {key: str(entry[key]) for key in ("name_zh", "name_en", "currency", "unit") if key in entry}
    return Company(code=entry["code"], locked=tuple(int(month) for month in entry.get("locked") or ()), **texts)


def _project(entry: Mapping[str, Any], place: str, faults: _Faults) -> Project:
    form = str(entry.get("form", OWN))
    # Entrusted payments are told by the rule of their account; the project that entrusts has cost of its own, too.
    faults.one_of(f"{place}.form", form, sorted(set(FORMS) - ENTRUSTED))
    texts = {key: str(entry[key]) for key in ("name_zh", "name_en", "company", "unit") if key in entry}
    months = {key: int(entry[key] or 0) for key in ("opened", "capitalised_from") if key in entry}
    closed = int(entry.get("closed") or 999912)
    scopes = _scopes(entry, place, faults)
    return Project(code=entry["code"], form=form, closed=closed, scopes=scopes, **texts, **months)  # type: ignore[arg-type]


def _cost_rule(entry: Mapping[str, Any], place: str, faults: _Faults) -> CostRule:
    kind, detail, form = (str(entry.get(key, "")) for key in ("is", "detail", "form"))
    treatment, reason, by = (str(entry.get(key, "")) for key in ("treatment", "reason", "by"))
    checks: tuple[tuple[str, str, Sequence[str] | set[str], Callable[[], bool]], ...] = (
        ("is", kind, (COST, SHARE, NONE), lambda: True),
        ("detail", detail, ALL_DETAILS, lambda: kind in {COST, SHARE} and form not in ENTRUSTED),
        ("detail", detail, ("",), lambda: form in ENTRUSTED or kind == NONE),
        ("form", form, ("", *FORMS), lambda: True),
        ("form", form, ("", *sorted(set(FORMS) - ENTRUSTED)), lambda: kind == SHARE),
        ("treatment", treatment, ("", *TREATMENTS), lambda: True),
        ("reason", reason, NO_COST_REASONS, lambda: kind == NONE),
        ("by", by, ("cost_object", "cost_centre", "department"), lambda: kind == SHARE),
    )
    for key, value, allowed, applies in checks:
        if applies():
            faults.one_of(f"{place}.{key}", value, allowed)
    when = _condition(entry.get("when"), place, faults)
    scopes = _scopes(entry, place, faults)
    return CostRule(entry["id"], when, kind, detail, form, treatment, scopes, reason, by)


def _project_rule(entry: Mapping[str, Any], place: str, faults: _Faults) -> ProjectRule:
    take, project = str(entry.get("take", "")), str(entry.get("project", ""))
    if bool(take) == bool(project):
        faults.add(place, "ledger.rules_take_or_project")
    if take:
        faults.one_of(f"{place}.take", take, TAKEN)
    return ProjectRule(entry["id"], _condition(entry.get("when"), place, faults), take, project)


def _condition(content: object, place: str, faults: _Faults) -> Condition:
    if content is None:
        return Condition()
    if not isinstance(content, Mapping):
        faults.add(f"{place}.when", "ledger.rules_no_mapping")
        return Condition()
    for key in set(content) - WHEN:
        faults.add(f"{place}.when.{key}", "ledger.rules_unknown_key", found=str(key))
    side = str(content.get("side", ""))
    faults.one_of(f"{place}.when.side", side, SIDES)
    return Condition(
        patterns={key: _texts(content[key]) for key in PATTERN_COLUMNS if key in content},
        text=_texts(content.get("text") or ()),
        side=side,
        since=int(content.get("since") or 0),
        until=int(content.get("until") or 999912),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else (str(value),)


def _scopes(entry: Mapping[str, Any], place: str, faults: _Faults) -> tuple[str, ...]:
    scopes = _texts(entry.get("scopes", SCOPES))
    for scope in scopes:
        faults.one_of(f"{place}.scopes", scope, SCOPES)
    return scopes
