"""Registers the capability."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ceyuan.apps.notices"
    label = "notices"
