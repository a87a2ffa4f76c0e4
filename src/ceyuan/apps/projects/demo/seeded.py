"""What the demonstration's projects leave undone in strategy on purpose; the report has to find just this."""

from __future__ import annotations

YEAR = 2025
NEXT_YEAR = 2026  # its targets are under negotiation; nothing is wrong in it beyond what runs on from 2025

# Targets of enterprises in 2025 for which nobody works: (indicator, unit).
TARGETS_WITHOUT_PROJECT = (
    ("K10", "KY0602"),
    ("K13", "KY0606"),
    ("K08", "KY1201"),
    ("K05", "KY0902"),
    ("K12", "KY1006"),
    ("K11", "KY0405"),
)

# Projects under way in 2025 that serve no target; their money is the money without target.
PROJECTS_WITHOUT_TARGET = (
    "KY-QN-2025-002",
    "KY-QN-2025-008",
    "KY-TS-2025-001",
    "KY-YB-2025-005",
    "KY-YB-2025-016",
    "KY-YB-2025-018",
    "KY-ZD-2024-003",
    "KY-ZD-2025-009",
    "KY-ZD-2025-017",
)

# Projects under way in 2025 of which no money is known: three classified ones, and one that was never given any.
CLASSIFIED = ("KY-ZD-2024-005", "KY-ZD-2025-008", "KY-ZD-2025-029")
UNFUNDED = "KY-TS-2025-003"
