from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "ceyuan.apps.projects"
    label = "projects"
