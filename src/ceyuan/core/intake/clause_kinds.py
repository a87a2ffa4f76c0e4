"""What kind of clause a paragraph is, told from its wording and the headings above it. A proposal, not a verdict."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ceyuan.core.intake.figures import Figure

HEADING, STATEMENT, TARGET, TASK, SAFEGUARD = "heading", "statement", "target", "task", "safeguard"
KINDS = (HEADING, STATEMENT, TARGET, TASK, SAFEGUARD)
_LONGEST_HEADING = 40
_SENTENCE_END = re.compile(r"[。；;]|[.!?]\s*$|：.+")
_ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (SAFEGUARD, re.compile(r"保障|组织领导|组织实施|支撑条件|safeguard|organisation|implementation", re.IGNORECASE)),
    (TASK, re.compile(r"任务|行动|工程|重点工作|部署|布局|tasks?\b|actions?\b|programme", re.IGNORECASE)),
    (TARGET, re.compile(r"目标|指标|targets?\b|objectives?\b|goals?\b", re.IGNORECASE)),
)
_TASK_VERBS = re.compile(
    r"^(?:着力|大力|加快|持续|深入|全面|重点|积极|进一步)?"
    r"(?:开展|推进|推动|建设|突破|研发|研制|攻克|攻关|完成|实施|构建|建立|建成|开发|布局|组建|打造|加强|强化|完善|优化|"
    r"develop|build|establish|complete|carry out|set up|launch|promote)",
    re.IGNORECASE,
)
_SAFEGUARD_WORDS = re.compile(r"经费保障|考核问责|容错|激励机制|组织领导|人才保障|督导|监督检查")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the headings above are about, by depth: the nearest that says something decides."""

    about: tuple[tuple[int, str], ...] = ()

    def within(self, depth: int, heading: str) -> "Setting":
        """The setting below a heading at this depth."""
        kept = tuple(entry for entry in self.about if entry[0] < depth)
        subject = next((kind for kind, words in _ABOUT if words.search(heading[:_LONGEST_HEADING])), "")
        return Setting((*kept, (depth, subject))) if subject else Setting(kept)

    def at(self, depth: int) -> str:
        """What a clause at this depth stands under, "" when no heading says."""
        return next((subject for above, subject in reversed(self.about) if above < depth), "")


def kind_of(text: str, *, numbered: bool, styled: bool, figures: Sequence[Figure], setting: str) -> str:
    """heading, target, task, safeguard or statement."""
    short = len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text)
    if styled or (numbered and short and not figures):
        return HEADING
    if setting == SAFEGUARD or _SAFEGUARD_WORDS.search(text[:_LONGEST_HEADING]):
        return SAFEGUARD
    if figures and setting != TASK:
        return TARGET
    if _TASK_VERBS.match(text) or (setting == TASK and numbered):
        return TASK
    return TARGET if figures else STATEMENT
