"""Exact numbers of readings and targets."""

from typing import Any

from django.db import models


def amount(*, null: bool = False, default: Any = models.NOT_PROVIDED) -> "models.DecimalField[Any, Any]":
    """A number of any quantity: money in fen, counts, tonnes. Six places; never a float."""
    return models.DecimalField(max_digits=30, decimal_places=6, null=null, blank=null, default=default)
