"""Texts: technology directions and gaps."""

from django.utils.functional import Promise

REASONS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {}
