from django.apps import AppConfig

from ceyuan.kit.registry import collect


class WorkflowConfig(AppConfig):
    name = "ceyuan.apps.workflow"
    label = "workflow"

    def ready(self) -> None:
        # Importing a capability's `workflows.py` registers its tables; a stored case must find its own at once.
        collect("workflows", "NAME")
