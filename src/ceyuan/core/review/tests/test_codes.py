import re
from pathlib import Path

from ceyuan.core.review.codes import FORMULAS, LEAVES, REASONS, VALUES
from ceyuan.core.review.conflicts import ConflictKind
from ceyuan.core.review.votes import Base

ROOM = Path(__file__).resolve().parents[1]
COMPUTED = {f"review.conflict_{kind.value}" for kind in ConflictKind} | {f"review.base_{base.value}" for base in Base}
EXCEEDED = {"review.quorum_needed_more_than", "review.yes_needed_more_than"}


def test_every_code_in_the_room_is_listed_and_every_listed_code_is_given_out():
    files = [path for path in ROOM.rglob("*.py") if "tests" not in path.parts and path.name != "codes.py"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    used = {code for text in texts for code in re.findall(r'"(review\.[a-z_]+)"', text)} | COMPUTED | EXCEEDED
    assert used == {*REASONS, *FORMULAS, *LEAVES, *VALUES}
