from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "ceyuan.apps.insight"
    label = "insight"
