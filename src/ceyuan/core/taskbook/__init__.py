"""The task book (任务书) as data: what it holds, what two versions differ in, what may be paid, when it is fulfilled."""

from ceyuan.core.taskbook.applying import apply, value_at
from ceyuan.core.taskbook.book import CLASSIFIED, SECRECY, Content, Header, TaskBook
from ceyuan.core.taskbook.changes import Change, change_class, collisions, compare
from ceyuan.core.taskbook.codec import canonical, data_hash, read, read_part, told
from ceyuan.core.taskbook.findings import Finding, blocking
from ceyuan.core.taskbook.lowering import lowered
from ceyuan.core.taskbook.paths import plain, section

__all__ = [
    "CLASSIFIED",
    "SECRECY",
    "Change",
    "Content",
    "Finding",
    "Header",
    "TaskBook",
    "apply",
    "blocking",
    "canonical",
    "change_class",
    "collisions",
    "compare",
    "data_hash",
    "lowered",
    "plain",
    "read",
    "read_part",
    "section",
    "told",
    "value_at",
]
