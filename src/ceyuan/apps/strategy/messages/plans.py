"""Texts: plans and their clauses."""

from django.utils.functional import Promise

REASONS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {}
