"""Texts: targets, the cascade and change requests."""

from django.utils.functional import Promise

REASONS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {}
