"""Roles as data: what each one allows, and which role a post brings with it.

A permission is "capability.verb". Reading and doing are apart; nobody holds all of them. `system_operator` is held only
inside a staff session.
"""

from collections.abc import Mapping

GROUP_MEMBER = "group_member"
GROUP_LEADER = "group_leader"
UNIT_MEMBER = "unit_member"
SYSTEM_OPERATOR = "system_operator"
# Somebody from outside with a log-in: sees what a seat puts before them, and nothing by any unit.
GUEST = "guest"

_READ = frozenset(
    {
        "organisation.view",
        "projects.view",
        "insight.view",
        "documents.view",
        "strategy.read",
        "strategy.view",
        "calls.view",
        "reviews.view",
    }
)
# What everybody in the group may: see what is open, bid, object to what is on show.
_MEMBER = frozenset({"organisation.view", "strategy.read", "notices.view", "notices.object", "calls.read", "calls.bid"})
# What offices of science and technology run: calls, reviews, notices, task books.
_RUN = frozenset({"notices.publish", "reviews.pool", "reviews.run", "calls.manage", "projects.contract"})
# What both ends of a target may do: the leaders and the offices of the unit above and of the unit itself.
_NEGOTIATE = frozenset({"strategy.negotiate", "strategy.supervise", "strategy.answer"})
_LEAD = _NEGOTIATE | {"strategy.approve", "strategy.sign", "calls.decide", "projects.sign"}
_KEEP = _NEGOTIATE | _RUN | {"strategy.plan", "strategy.report", "strategy.uptake", "strategy.steer"}

PERMISSIONS: Mapping[str, frozenset[str]] = {
    GROUP_MEMBER: _MEMBER,
    UNIT_MEMBER: frozenset({"projects.view", "documents.view"}),
    GROUP_LEADER: _READ | _LEAD | {"people.view", "intake.view", "audit.view", "projects.decide"},
    "unit_leader": _READ | _LEAD | {"people.view", "projects.decide", "audit.view"},
    "st_officer": _READ
    | _KEEP
    | {
        "strategy.lock",
        "strategy.verify",
        "notices.handle",
        "people.view",
        "intake.view",
        "intake.take",
        "organisation.manage",
        "projects.manage",
        "documents.add",
        "audit.view",
    },
    "st_manager": _READ | _KEEP | {"people.view", "intake.view", "intake.take", "projects.manage", "documents.add"},
    "finance_officer": _READ | {"intake.view", "projects.check_money", "strategy.report", "documents.add"},
    "hr_officer": frozenset(
        {
            "organisation.view",
            "people.view",
            "people.manage",
            "grants.view",
            "grants.manage",
            "strategy.read",
            "strategy.view",
            "strategy.report",
            "strategy.uptake",
        }
    ),
    "auditor": _READ
    | {
        "people.view",
        "intake.view",
        "audit.view",
        "grants.view",
        "strategy.verify",
        "notices.handle",
        "reviews.supervise",
    },
    "archivist": _READ | {"projects.archive", "documents.add"},
    "project_leader": _READ | {"projects.lead", "projects.sign", "documents.add"},
    "expert": frozenset({"reviews.judge", "projects.assess"}),
    GUEST: frozenset({"reviews.judge"}),
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
