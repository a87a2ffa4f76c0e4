from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ceyuan.apps.documents"
    label = "documents"
