"""Tables of the organisation."""

from .access import AccessToken, Delegation, Grant, StaffSession
from .groups import Group
from .mail import Digest, MailWish
from .people import Account, Person, Post
from .regions import Region
from .units import Ownership, Succession, Unit, UnitAlias, UnitVersion

__all__ = [
    "AccessToken",
    "Account",
    "Delegation",
    "Digest",
    "Grant",
    "Group",
    "MailWish",
    "Ownership",
    "Person",
    "Post",
    "Region",
    "StaffSession",
    "Succession",
    "Unit",
    "UnitAlias",
    "UnitVersion",
]
