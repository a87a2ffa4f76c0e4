"""What can be done with a case, by whom, and why not."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core import workflow as tables

from .stateful import Stateful


def options(
    actor: Actor, case: Stateful, unit_path: str, facts: Mapping[str, Any] | None = None
) -> Sequence[tables.Option]:
    """Every step out of the present state, each allowed or with the reason why not."""
    table = tables.WORKFLOWS.find(case.workflow, case.workflow_version)
    return tables.options(table, case.state, actor.roles_over(unit_path), facts or {})
