"""Django application of the kit: templates and template tags, no models."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "ceyuan.kit"
    label = "kit"
