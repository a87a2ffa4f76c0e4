"""The one error of the embedded server: what went wrong, and what to do about it."""

from __future__ import annotations


class ServerTrouble(Exception):
    """The database server cannot be found, started, reached or stopped.

    `advice` says in one sentence what the person at the keyboard can do next.
    """

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem} {advice}")
        self.problem = problem
        self.advice = advice
