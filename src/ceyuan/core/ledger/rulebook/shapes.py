"""What a rulebook holds, validated and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ceyuan.core.ledger.rulebook.conditions import Condition
from ceyuan.core.ledger.schema import OWN, SCOPES


@dataclass(frozen=True, slots=True)
class Company:
    """A legal entity that may deliver vouchers. Lines of locked months are rejected."""

    code: str
    name_zh: str = ""
    name_en: str = ""
    currency: str = "CNY"
    unit: str = ""
    locked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project that may bear cost, from the month `opened` to the month `closed`, both inclusive.

    From `capitalised_from` on (a month, 0: never) its cost is capitalised where no cost rule says otherwise.
    """

    code: str
    name_zh: str = ""
    name_en: str = ""
    company: str = ""
    unit: str = ""
    opened: int = 0
    closed: int = 999912
    form: str = OWN
    capitalised_from: int = 0
    scopes: tuple[str, ...] = SCOPES


@dataclass(frozen=True, slots=True)
class CostRule:
    """What a line is: `cost`, `share` (apportioned by the hours of the resource that column `by` names) or `none`.

    An empty form or treatment is the project's. Entrusted forms have no detail. Scopes are met with the project's.
    """

    id: str
    when: Condition
    kind: str
    detail: str = ""
    form: str = ""
    treatment: str = ""
    scopes: tuple[str, ...] = SCOPES
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """Whose cost it is: the code that column `take` holds, when it holds one, or a fixed `project`."""

    id: str
    when: Condition
    take: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a group. `tax` is handed on as it stands to the rules of the tax form."""

    companies: Mapping[str, Company]
    accounts: Mapping[str, str]
    projects: Mapping[str, Project]
    cost_centres: Mapping[str, str]
    cost_rules: tuple[CostRule, ...]
    project_rules: tuple[ProjectRule, ...]
    tax: Mapping[str, Any] = field(default_factory=dict)

    def fallback(self, account: str) -> int | None:
        """Number of the first rule that holds for every line of the account: none after it is ever asked."""
        for number, rule in enumerate(self.cost_rules):
            if rule.when.is_account_only and rule.when.admits_account(account):
                return number
        return None

    def open_rules(self, account: str) -> tuple[CostRule, ...]:
        """The rules that may decide a line of the account, in order, up to the first that always does."""
        chosen: list[CostRule] = []
        for rule in self.cost_rules:
            if rule.when.admits_account(account):
                chosen.append(rule)
                if rule.when.is_account_only:
                    break
        return tuple(chosen)

    def cost_accounts(self) -> tuple[str, ...]:
        """The accounts with at least one rule that makes a line cost or share, sorted."""
        return tuple(
            sorted(code for code in self.accounts if any(rule.kind != "none" for rule in self.open_rules(code)))
        )
