"""The rules of a group as data: who and what is known, which lines are cost, and whose project they belong to.

`load(mapping)` turns what a rules file holds into a validated, frozen `Rulebook`; `read(path)` reads the file. In each
list of rules the first that matches wins, and its id is recorded on the line. Nothing is guessed: a line that no rule
names a project for is rejected.
"""

from ceyuan.core.ledger.rulebook.conditions import Condition
from ceyuan.core.ledger.rulebook.loading import load, read
from ceyuan.core.ledger.rulebook.shapes import Company, CostRule, Project, ProjectRule, Rulebook

__all__ = ["Company", "Condition", "CostRule", "Project", "ProjectRule", "Rulebook", "load", "read"]
