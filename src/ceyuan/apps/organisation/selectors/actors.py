"""From an account to the actor: which roles, over which units, today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from ceyuan.apps.organisation.models import AccessToken, Account, Group, StaffSession, Unit
from ceyuan.apps.organisation.roles import (
    ALL_PERMISSIONS,
    GROUP_LEADER,
    GROUP_MEMBER,
    GUEST,
    HEADS_OF_GROUP,
    PERMISSIONS,
    ROLE_OF_POST,
    SYSTEM_OPERATOR,
    UNIT_MEMBER,
)
from ceyuan.apps.organisation.scoping import NOBODY, Actor

# All ways to a role. A delegation counts only while its giver still holds the role over the unit.
_HELD = """
SELECT 'post', p.kind, u.path, NULL::bigint FROM organisation_post p JOIN organisation_unit u ON u.id = p.unit_id
 WHERE p.person_id = %(person)s AND p.valid @> %(on)s::date
UNION ALL
SELECT 'grant', g.role, u.path, NULL FROM organisation_grant g JOIN organisation_unit u ON u.id = g.unit_id
 WHERE g.person_id = %(person)s AND g.valid @> %(on)s::date
UNION ALL
SELECT 'delegation', d.role, u.path, d.giver_id
  FROM organisation_delegation d JOIN organisation_unit u ON u.id = d.unit_id
 WHERE d.receiver_id = %(person)s AND d.valid @> %(on)s::date AND d.revoked_at IS NULL
UNION ALL
SELECT 'home', '', u.path, NULL FROM organisation_person e JOIN organisation_unit u ON u.id = e.unit_id
 WHERE e.id = %(person)s AND e.left_on IS NULL
"""

# With the root of the group and the open staff session: every page asks for all of it, so it is one round trip.
_STANDING = f"""
{_HELD}
UNION ALL
SELECT 'root', '', path, NULL FROM organisation_unit WHERE group_id = %(group)s AND parent_id IS NULL
UNION ALL
(SELECT 'staff', '', '', id FROM organisation_staffsession
  WHERE account_id = %(account)s AND closed_at IS NULL AND expires_at > %(now)s ORDER BY opened_at DESC LIMIT 1)
"""  # noqa: S608 - made of constants

Roles = dict[str, set[str]]


class UnknownName(LookupError):
    """A group or an account that was named and does not exist; the text says what to do next."""


Row = tuple[str, str, str, int | None]


def actor_of(account: Account, *, on: date | None = None, now: datetime | None = None) -> Actor:
    """The actor behind an account on a day: posts, grants, delegations, and the open staff session if there is one."""
    if not account.is_active:
        return NOBODY
    group, day = account.group, on or timezone.localdate()
    standing = {
        "person": account.person_id,
        "on": day,
        "group": account.group_id,
        "account": account.pk,
        "now": now or timezone.now(),
    }
    rows = _rows(_STANDING, standing)
    root = next((path for way, _role, path, _id in rows if way == "root"), "")
    session = next((found for way, _role, _path, found in rows if way == "staff" and not account.is_service), None)
    roles: Roles = defaultdict(set)
    if account.guest_name:
        if root:
            roles[GUEST].add(root)
        return _actor(account.pk, None, account.guest_name, group, roles, None)
    if root:
        roles[GROUP_MEMBER].add(root)
    for role, path in _held(rows, day, follow_delegations=True):
        roles[role].add(path)
    if session is not None and root:
        roles[SYSTEM_OPERATOR].add(root)
    name = str(account.person) if account.person_id else account.username
    return _actor(account.pk, account.person_id, name, group, roles, session)


def service_actor(group_code: str | None, name: str = "command line") -> Actor:
    """The actor for work of whoever runs the machine: reaches the whole of one group, and is named in the audit."""
    group = group_by_code(group_code)
    root = _root_path(group)
    reach = dict.fromkeys(ALL_PERMISSIONS, (root,)) if root else {}
    return Actor(None, None, name, group.pk, group.code, reach, dict.fromkeys(PERMISSIONS, (root,)) if root else {})


def group_by_code(code: str | None) -> Group:
    """The group of this code (or its root unit's); without a code the only one. Else `UnknownName` with advice."""
    groups = list(Group.objects.order_by("code"))
    if code:
        for group in groups:
            if group.code.lower() == code.lower():
                return group
        root = Unit.objects.filter(parent=None, code__iexact=code).select_related("group").first()
        if root:
            found: Group = root.group
            return found
    elif len(groups) == 1:
        return groups[0]
    if not groups:
        raise UnknownName("There is no group yet: `ceyuan demo` loads one, `ceyuan import` makes one of your files.")
    known = ", ".join(group.code for group in groups)
    wish = f"There is no group '{code}'" if code else "There are several groups"
    raise UnknownName(f"{wish}: name one with --group (known: {known}).")


def open_staff_session(account: Account, now: datetime) -> StaffSession | None:
    """The account's staff session that is open at this moment."""
    if account.is_service:
        return None
    running = StaffSession.objects.filter(account=account, closed_at=None, expires_at__gt=now)
    return running.order_by("-opened_at").first()


def actor_of_username(username: str) -> Actor:
    """The actor behind a log-in name; `UnknownName` with advice when there is none."""
    account = Account.objects.select_related("group", "person").filter(username__iexact=username).first()
    if account is None:
        raise UnknownName(f"No account '{username}': make it with `ceyuan account create {username}`.")
    return actor_of(account)


def actor_of_token(digest: str, *, now: datetime | None = None) -> Actor:
    """The actor behind a token, given by the SHA-256 of its secret: never more than the token's scopes; else nobody."""
    moment = now or timezone.now()
    token = (
        AccessToken.objects.select_related("account", "account__group", "account__person")
        .filter(digest=digest, revoked_at=None, expires_at__gt=moment)
        .first()
    )
    if token is None:
        return NOBODY
    actor = actor_of(token.account, now=moment)
    reach = {permission: roots for permission, roots in actor.reach.items() if permission in token.scopes}
    return replace(actor, reach=reach)


def _root_path(group: Group) -> str:
    return Unit.objects.filter(group=group, parent=None).values_list("path", flat=True).first() or ""


def _rows(statement: str, facts: dict[str, Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        rows: list[Row] = cursor.fetchall()
        return rows


def _held(rows: Iterable[Row], on: date, *, follow_delegations: bool) -> Iterable[tuple[str, str]]:
    for way, role, path, giver in rows:
        if way == "post" and role in ROLE_OF_POST:
            yield ROLE_OF_POST[role], path
            if role in HEADS_OF_GROUP and "." not in path:
                yield GROUP_LEADER, path
        elif way == "grant" and role in PERMISSIONS and role != SYSTEM_OPERATOR:
            yield role, path
        elif way == "home" and "." in path:
            # Whoever is at home in the root itself would otherwise read everything below it, which is the whole group.
            yield UNIT_MEMBER, path
        elif way == "delegation" and follow_delegations and giver and holds_of_own_right(giver, role, path, on):
            yield role, path


def holds_of_own_right(person_id: int, role: str, path: str, on: date) -> bool:
    """Whether the person holds the role over the unit by post or grant, not by delegation."""
    held = _held(_rows(_HELD, {"person": person_id, "on": on}), on, follow_delegations=False)
    return any(own == role and (path == at or path.startswith(f"{at}.")) for own, at in held)


def _actor(
    account_id: int, person_id: int | None, name: str, group: Group, roles: Roles, session_id: int | None
) -> Actor:
    reach: dict[str, set[str]] = defaultdict(set)
    for role, paths in roles.items():
        for permission in PERMISSIONS[role]:
            reach[permission] |= paths
    return Actor(
        account_id,
        person_id,
        name,
        group.pk,
        group.code,
        {permission: _topmost(paths) for permission, paths in reach.items()},
        {role: _topmost(paths) for role, paths in roles.items()},
        session_id,
    )


def _topmost(paths: set[str]) -> tuple[str, ...]:
    """Without the paths that lie below another one: shorter conditions, same reach."""
    return tuple(sorted(p for p in paths if not any(p != q and p.startswith(f"{q}.") for q in paths)))
