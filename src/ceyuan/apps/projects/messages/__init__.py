"""Texts of the projects capability: states, steps, reasons of refusals and names of acts, collected from its parts."""

from django.utils.functional import Promise

from . import acceptance, board, execution, from_bid, projects, taskbook_findings, taskbooks, workplan
from .projects import STATE_TONES, STATES, STEPS

PARTS = (projects, board, taskbooks, taskbook_findings, execution, acceptance, workplan, from_bid)
REASONS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.REASONS.items()}
ACTS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.ACTS.items()}
SUBJECTS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.SUBJECTS.items()}

__all__ = ["ACTS", "REASONS", "STATES", "STATE_TONES", "STEPS", "SUBJECTS"]
