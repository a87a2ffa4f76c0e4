"""Texts of reviews: reason codes and names of acts, one file per part."""

from . import engine, guests, panels, pool, scoring, votes

_PARTS = (engine, pool, guests, panels, scoring, votes)
REASONS = {code: text for part in _PARTS for code, text in part.REASONS.items()}
ACTS = {code: text for part in _PARTS for code, text in part.ACTS.items()}
SUBJECTS = {code: text for part in _PARTS for code, text in part.SUBJECTS.items()}
