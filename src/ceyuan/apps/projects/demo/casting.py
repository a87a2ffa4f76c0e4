"""What the demonstration gives its log-ins to do and its board to say, on top of what chance has made of the projects.

Everything here is told by code, of the usual seed; of another seed a project that does not fit is left as it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ceyuan.apps.projects.demo.projects_told import ProjectSeed
from ceyuan.apps.projects.demo.setting import Setting
from ceyuan.apps.projects.demo.states import SIGNED

# Major projects that have not started, and the state in which they are; the board names another reason for each.
NOT_STARTED = {
    "KY-P09-2025-01": "reserved",
    "KY-P13-2025-01": "formal_check",
    "KY-P16-2025-01": "under_review",
    "KY-P15-2025-01": "budget_review",
    "KY-P15-2024-02": "approved",
    "KY-P04-2024-02": "taskbook_draft",
    "KY-P08-2024-01": "taskbook_draft",
    "KY-P07-2025-01": "taskbook_draft",
    "KY-P10-2024-01": "taskbook_signed",
    "KY-P07-2024-02": "suspended",
}
SIGNED_LATE = date(2025, 11, 20)
# Drafts that lack what is usually agreed on last, and drafts that lack nothing and were not offered yet.
UNFINISHED = frozenset({"KY-P04-2024-02"})
FINISHED = frozenset({"KY-P08-2024-01"})

# What the project leader of the log-ins leads besides the project that is over: one at work and one to sign for.
AT_WORK, TO_SIGN_FOR = "KY-P01-2023-02", "KY-YB-2026-016"
LED_BY_LOG_IN = (AT_WORK, TO_SIGN_FOR)
HOME = "KY0104"

# Changes of versions in force. A later end that waits for the office; one that is approved and offered for signing;
# and a node moved, which the unit has decided and the leader signs.
EXTENSION_ASKED, EXTENSION_GRANTED, NODE_MOVED = "KY-P08-2023-02", "KY-P07-2022-02", AT_WORK

# Offered for signing, with the log-ins that have signed already; the rest of the parties are waited for.
OFFERED: dict[str, tuple[str, ...]] = {
    "KY-P07-2025-01": ("dongshizhang",),
    EXTENSION_GRANTED: ("dongshizhang",),
    TO_SIGN_FOR: ("lingdao",),
    NODE_MOVED: (),
}

# At mid-term: to be put right by a day; and one whose decisive node is overdue.
TO_PUT_RIGHT = frozenset({"KY-P13-2024-02", "KY-ZD-2024-013"})
NODE_MISSED = "KY-P07-2024-01"


def cast(setting: Setting, project: ProjectSeed) -> ProjectSeed:
    """The project as the demonstration tells it."""
    if project.code in LED_BY_LOG_IN and project.state in {"in_progress", "taskbook_draft"}:
        return _led(setting, project)
    state = NOT_STARTED.get(project.code)
    return _held_back(project, state) if state and project.state == "in_progress" and not project.story else project


def _held_back(project: ProjectSeed, state: str) -> ProjectSeed:
    """It has nothing to show yet but what it was stopped in."""
    signed = project.signed_on if state == "suspended" else SIGNED_LATE if state in SIGNED else None
    results = project.results if state in SIGNED else ()  # what was found out while it was prepared
    return replace(project, state=state, signed_on=signed, results=results)


def _led(setting: Setting, project: ProjectSeed) -> ProjectSeed:
    """Led by the log-in; one that works elsewhere is led from the leader's own enterprise."""
    new, old = setting.accounts["fuzeren"], project.leader
    home = project.lead_unit if project.lead_unit.startswith(HOME) else HOME
    if home != project.lead_unit and home in {part.unit for part in project.participations}:
        return project
    team = [one for one in project.members[1:] if one.person != new]
    helper = setting.accounts["chengyuan"]
    if helper not in {one.person for one in team}:
        team[:1] = [replace(team[0], person=helper)]
    gone = {old: new, project.members[1].person: team[0].person}
    return replace(
        project,
        lead_unit=home,
        leader=new,
        members=(replace(project.members[0], person=new), *team),
        participations=(replace(project.participations[0], unit=home), *project.participations[1:]),
        topics=tuple(
            replace(
                one,
                unit=home if one.unit == project.lead_unit else one.unit,
                leader=gone.get(one.leader, one.leader),
            )
            for one in project.topics
        ),
    )
