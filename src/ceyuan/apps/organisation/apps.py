from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "ceyuan.apps.organisation"
    label = "organisation"
