"""Registers the capability."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "ceyuan.apps.calls"
    label = "calls"
