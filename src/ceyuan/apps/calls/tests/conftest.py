"""Fixtures of this room."""

from ceyuan.apps.calls.tests.callroom import callroom

__all__ = ["callroom"]
