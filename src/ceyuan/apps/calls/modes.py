"""The modes of a call as data: who may apply, how many are chosen, which gates may stand, how money follows.

Sources: open competition without threshold by background (open challenge), two to five lanes with different routes
(race), 20-30 % at signature and 30-40 % at milestones as usual payment. No mode knows a gate by title, age, degree or
day of registration: such a gate has no name here, and the database takes none that has no name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from re import IGNORECASE, findall
from types import MappingProxyType

WHOLE_PPM = 1_000_000

# The closed list of gates. Each asks for something that the task itself demands, never for who somebody is.
GATES = (
    "licence_by_law",
    "test_conditions",
    "demander_takes_part",
    "no_overdue_acceptance",
    "no_integrity_case",
    "safety_approval",
)
APPLICANTS = ("internal", "external", "consortium", "anyone")
# What the formal check looks at: again a closed list, again without title, age and degree.
CHECK_ITEMS = (
    "documents_complete",
    "applicant_allowed",
    "indicators_offered",
    "milestones_whole",
    "funds_within_ceiling",
    "partners_agree",
    "commitment_given",
    "no_secret_content",
    *GATES,
)


@dataclass(frozen=True, slots=True)
class Mode:
    """What a mode fixes, and between which bounds a challenge may choose.

    `payment_ppm` is the pattern proposed for milestones (millionths, adding up to a whole); `notice_days` are working
    days of public notice after the decision; `by_invitation` admits invited units alone.
    """

    code: str
    applicants: frozenset[str]
    awarded: tuple[int, int]
    gates: frozenset[str]
    payment_ppm: tuple[int, ...]
    blind: bool = True
    pledge: bool = False
    notice_days: int = 5
    review: bool = True
    by_invitation: bool = False
    hard_indicators: bool = True

    @property
    def is_race(self) -> bool:
        """Whether several are chosen to run towards the same goal."""
        return self.awarded[1] > 1 and self.code == "race"


_ALL_GATES = frozenset(GATES)
_STARTING_GATES = frozenset({"licence_by_law", "no_integrity_case", "safety_approval"})
_PUBLIC = frozenset(APPLICANTS)
_INSIDE = frozenset({"internal", "consortium"})
_INTERNAL = frozenset({"internal"})
_INTEGRITY = frozenset({"no_integrity_case"})
_THIRDS = (300_000, 400_000, 300_000)

MODES: Mapping[str, Mode] = MappingProxyType(
    {
        mode.code: mode
        for mode in (
            Mode("open_challenge", _PUBLIC, (1, 1), _STARTING_GATES, _THIRDS, pledge=True),
            Mode("race", _PUBLIC, (2, 5), _STARTING_GATES, (200_000, 300_000, 500_000), pledge=True),
            Mode("competitive", _PUBLIC, (1, 3), _ALL_GATES, _THIRDS),
            Mode("directed", _INSIDE, (1, 1), _ALL_GATES, _THIRDS, blind=False, pledge=True, by_invitation=True),
            Mode("free", _INTERNAL, (1, 50), _INTEGRITY, (500_000, 500_000), hard_indicators=False),
        )
    }
)

_BACKGROUND = (
    r"职称|学历|学位|年龄|周岁|硕士|博士|院士|副高|正高|高级工程师|教授级|帽子|人才称号|注册时间|成立满"
    r"|professor|doctora|ph\.?\s?d|master'?s degree|academic degree|years of age|years old|senior title|job title"
)


def background_words(text: str) -> list[str]:
    """Words in a condition that ask for title, age, degree, honours or registration; none is as it should be."""
    return sorted({found.lower() for found in findall(_BACKGROUND, text, IGNORECASE)})
