"""Who reviews which bid: the problem, its optimum with proof, and an independent check of any answer."""

from ceyuan.core.review.assignment.checking import check, worth
from ceyuan.core.review.assignment.problem import Bid, Panels, Problem, Reviewer
from ceyuan.core.review.assignment.solving import Assignment, StageProof, resolve, solve

__all__ = ["Assignment", "Bid", "Panels", "Problem", "Reviewer", "StageProof", "check", "resolve", "solve", "worth"]
