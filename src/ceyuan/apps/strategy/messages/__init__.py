"""Texts of strategy: reasons of refusals and names of acts, collected from its parts."""

from django.utils.functional import Promise

from . import demonstration, directions, indicators, measures, plans, readings, responsibility, subjects, targets

PARTS = (plans, targets, readings, directions, measures, responsibility, indicators, demonstration)
REASONS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.REASONS.items()}
ACTS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.ACTS.items()}
SUBJECTS = subjects.SUBJECTS
