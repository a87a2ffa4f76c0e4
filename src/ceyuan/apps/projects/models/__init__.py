"""Tables of the programme and project portfolio."""

from .history import ProjectChange
from .parts import BudgetLine, Indicator, Participation, Topic
from .programmes import Programme
from .projects import Project, ProjectText
from .results import ProjectLink, ProjectTag, Result, ResultUnit
from .targets import ProjectTarget

__all__ = [
    "BudgetLine",
    "Indicator",
    "Participation",
    "Programme",
    "Project",
    "ProjectChange",
    "ProjectLink",
    "ProjectTag",
    "ProjectTarget",
    "ProjectText",
    "Result",
    "ResultUnit",
    "Topic",
]
