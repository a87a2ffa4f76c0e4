"""Fixtures of this room."""

from ceyuan.apps.calls.tests.callroom import callroom
from ceyuan.apps.calls.tests.council import council

__all__ = ["callroom", "council"]
