from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "ceyuan.apps.workflow"
    label = "workflow"
