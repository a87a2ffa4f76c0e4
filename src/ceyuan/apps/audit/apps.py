from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ceyuan.apps.audit"
    label = "audit"
