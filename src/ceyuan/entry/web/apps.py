"""Django application of the web door: the shell around every page."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "ceyuan.entry.web"
    label = "web"
