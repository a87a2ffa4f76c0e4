"""All workflows of the product by name and version, so that a case finds the table it began with."""

from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.workflow.tables import Workflow, WorkflowError


class Registry:
    """Workflows by (name, version). A version, once registered, never changes."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, int], Workflow] = {}

    def register(self, workflow: Workflow) -> Workflow:
        """Make the table findable and return it. The same one may come twice; a different one is a `WorkflowError`."""
        key = (workflow.name, workflow.version)
        known = self._tables.setdefault(key, workflow)
        if known != workflow:
            raise WorkflowError(
                f"Workflow {workflow.name} version {workflow.version} is already registered with another table: "
                f"give the changed one version {self.latest(workflow.name).version + 1}."
            )
        return known

    def find(self, name: str, version: int) -> Workflow:
        """The table of a stored case; refuses `workflow.unknown_workflow`."""
        try:
            return self._tables[name, version]
        except KeyError:
            raise Refused("workflow.unknown_workflow", workflow=name, version=version) from None

    def latest(self, name: str) -> Workflow:
        """The newest version, with which new cases begin; refuses `workflow.unknown_workflow`."""
        versions = self.versions(name)
        if not versions:
            raise Refused("workflow.unknown_workflow", workflow=name)
        return self.find(name, versions[-1])

    def versions(self, name: str) -> list[int]:
        """The registered versions of a workflow, ascending; empty for an unknown name."""
        return sorted(version for known, version in self._tables if known == name)

    def all(self) -> list[Workflow]:
        """Every table, by name and version."""
        return [self._tables[key] for key in sorted(self._tables)]


WORKFLOWS = Registry()
"""The registry of the running product: capabilities register their tables here when they are loaded."""
