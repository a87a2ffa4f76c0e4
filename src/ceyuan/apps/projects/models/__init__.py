"""Tables of the programme and project portfolio."""

from .acceptance import Acceptance, AcceptanceItem, ArchiveCheck, FileItem, ResultUse, TopicEvaluation
from .diligence import DiligenceRecord, Exemption, PostEvaluation
from .execution import (
    MidtermCheck,
    MilestoneDecision,
    MilestoneEvidence,
    Payment,
    ProgressEntry,
    ProgressValue,
    ProjectRisk,
)
from .history import ProjectChange
from .parts import BudgetLine, Indicator, Participation, Topic
from .programmes import Programme
from .projects import Project, ProjectText
from .readiness import ReadinessAssessment, ReadinessElement, ReadinessEvidence
from .results import ProjectLink, ProjectTag, Result, ResultUnit
from .targets import ProjectTarget
from .taskbooks import ChangeOrder, Milestone, PersonAllocation, SourceIndicator, TaskBook, TaskBookVersion

__all__ = [
    "Acceptance",
    "AcceptanceItem",
    "ArchiveCheck",
    "BudgetLine",
    "ChangeOrder",
    "DiligenceRecord",
    "Exemption",
    "FileItem",
    "Indicator",
    "MidtermCheck",
    "Milestone",
    "MilestoneDecision",
    "MilestoneEvidence",
    "Participation",
    "Payment",
    "PersonAllocation",
    "PostEvaluation",
    "Programme",
    "ProgressEntry",
    "ProgressValue",
    "Project",
    "ProjectChange",
    "ProjectLink",
    "ProjectRisk",
    "ProjectTag",
    "ProjectTarget",
    "ProjectText",
    "ReadinessAssessment",
    "ReadinessElement",
    "ReadinessEvidence",
    "Result",
    "ResultUnit",
    "ResultUse",
    "SourceIndicator",
    "TaskBook",
    "TaskBookVersion",
    "Topic",
    "TopicEvaluation",
]
