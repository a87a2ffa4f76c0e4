"""The task book (任务书) as data: what it holds, how two versions differ, what may be paid, when it is fulfilled."""

from ceyuan.core.taskbook.applying import apply, value_at
from ceyuan.core.taskbook.book import CLASSIFIED, SECRECY, Content, Header, TaskBook
from ceyuan.core.taskbook.ceilings import NATIONAL_CEILING, Bracket, IndirectCeiling
from ceyuan.core.taskbook.changes import Change, change_class, collisions, compare
from ceyuan.core.taskbook.checks import Context, validate
from ceyuan.core.taskbook.checks.classified import public_part
from ceyuan.core.taskbook.codec import canonical, data_hash, read, read_part, told
from ceyuan.core.taskbook.codes import CONCLUSIONS, FORMULAS, LEAVES, REASONS
from ceyuan.core.taskbook.columns import Row, side_by_side, three_columns
from ceyuan.core.taskbook.extension import NATIONAL_RULE, ExtensionRule, add_months, extension, latest_notice
from ceyuan.core.taskbook.findings import Finding, blocking
from ceyuan.core.taskbook.judging import (
    CaseFacts,
    IndicatorResult,
    Judgement,
    Proposal,
    verdict,
    weighted_completion,
)
from ceyuan.core.taskbook.lowering import lowered
from ceyuan.core.taskbook.merging import changed, clashes, mark_of
from ceyuan.core.taskbook.paths import holder, parent, plain, section
from ceyuan.core.taskbook.payments import Instalment, instalments, may_pay, releasable
from ceyuan.core.taskbook.readiness import (
    SCALE_9,
    SCALE_13,
    Criterion,
    Element,
    Level,
    added_value,
    efficiency,
    may_assess,
    project_level,
    reached_level,
)
from ceyuan.core.taskbook.schema import FieldShape, is_keyed, shape_of

__all__ = [
    "CLASSIFIED",
    "CONCLUSIONS",
    "FORMULAS",
    "LEAVES",
    "NATIONAL_CEILING",
    "NATIONAL_RULE",
    "REASONS",
    "SCALE_9",
    "SCALE_13",
    "SECRECY",
    "Bracket",
    "CaseFacts",
    "Change",
    "Content",
    "Context",
    "Criterion",
    "Element",
    "ExtensionRule",
    "FieldShape",
    "Finding",
    "Header",
    "IndicatorResult",
    "IndirectCeiling",
    "Instalment",
    "Judgement",
    "Level",
    "Proposal",
    "Row",
    "TaskBook",
    "add_months",
    "added_value",
    "apply",
    "blocking",
    "canonical",
    "change_class",
    "changed",
    "clashes",
    "collisions",
    "compare",
    "data_hash",
    "efficiency",
    "extension",
    "holder",
    "instalments",
    "is_keyed",
    "latest_notice",
    "lowered",
    "mark_of",
    "may_assess",
    "may_pay",
    "parent",
    "plain",
    "project_level",
    "public_part",
    "reached_level",
    "read",
    "read_part",
    "releasable",
    "section",
    "shape_of",
    "side_by_side",
    "three_columns",
    "told",
    "validate",
    "value_at",
    "verdict",
    "weighted_completion",
]
