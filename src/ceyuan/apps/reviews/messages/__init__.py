"""Texts of reviews: reason codes and names of acts, one file per part."""

from . import engine, panels, pool, scoring, votes

_PARTS = (engine, pool, panels, scoring, votes)
REASONS = {code: text for part in _PARTS for code, text in part.REASONS.items()}
ACTS = {code: text for part in _PARTS for code, text in part.ACTS.items()}
SUBJECTS = {code: text for part in _PARTS for code, text in part.SUBJECTS.items()}
