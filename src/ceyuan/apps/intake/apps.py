from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "ceyuan.apps.intake"
    label = "intake"
