"""Texts: letters, duties, supervision and hand-over."""

from django.utils.functional import Promise

REASONS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {}
