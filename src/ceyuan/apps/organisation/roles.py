"""Roles as data: what each one allows, and which role a post brings with it.

A permission is "capability.verb". Reading and doing are apart; nobody holds all of them. `system_operator` is held only
inside a staff session.
"""

from collections.abc import Mapping

GROUP_MEMBER = "group_member"
GROUP_LEADER = "group_leader"
UNIT_MEMBER = "unit_member"
SYSTEM_OPERATOR = "system_operator"

_READ = frozenset({"organisation.view", "projects.view", "insight.view", "documents.view"})

PERMISSIONS: Mapping[str, frozenset[str]] = {
    GROUP_MEMBER: frozenset({"organisation.view"}),
    UNIT_MEMBER: frozenset({"projects.view", "documents.view"}),
    GROUP_LEADER: _READ | {"people.view", "intake.view", "audit.view", "projects.decide"},
    "unit_leader": _READ | {"people.view", "projects.decide", "audit.view"},
    "st_officer": _READ
    | {
        "people.view",
        "intake.view",
        "intake.take",
        "organisation.manage",
        "projects.manage",
        "documents.add",
        "audit.view",
    },
    "st_manager": _READ | {"people.view", "intake.view", "intake.take", "projects.manage", "documents.add"},
    "finance_officer": _READ | {"intake.view", "projects.check_money"},
    "hr_officer": frozenset({"organisation.view", "people.view", "people.manage", "grants.view", "grants.manage"}),
    "auditor": _READ | {"people.view", "intake.view", "audit.view", "grants.view"},
    "project_leader": _READ | {"projects.lead", "documents.add"},
    "expert": frozenset(),
    "staff": frozenset({"staff.open"}),
    SYSTEM_OPERATOR: frozenset(
        {
            "organisation.view",
            "organisation.manage",
            "people.view",
            "people.manage",
            "grants.view",
            "grants.manage",
            "intake.view",
            "intake.take",
            "audit.view",
        }
    ),
}

ROLE_OF_POST: Mapping[str, str] = {
    "top_leader": "unit_leader",
    "general_manager": "unit_leader",
    "st_vice_president": "unit_leader",
    "st_officer": "st_officer",
    "st_manager": "st_manager",
    "finance_head": "finance_officer",
    "hr_officer": "hr_officer",
    "auditor": "auditor",
}

# Held at the root of a group, these posts lead the group as well.
HEADS_OF_GROUP = frozenset({"top_leader", "general_manager"})

ALL_PERMISSIONS = frozenset(permission for granted in PERMISSIONS.values() for permission in granted)
