"""Registers the capability."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "ceyuan.apps.strategy"
    label = "strategy"
