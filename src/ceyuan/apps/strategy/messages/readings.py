"""Texts: readings, indicators and scores."""

from django.utils.functional import Promise

REASONS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {}
