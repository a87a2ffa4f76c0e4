"""Ways into this capability, and what the shell says about the person."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.selectors import access
from ceyuan.apps.organisation.services import accounts
from ceyuan.kit.registry import Identity, MenuEntry
from ceyuan.kit.templatetags.kit import named

_GROUP = _("Organisation and people")

entries = [
    MenuEntry(_("To do"), "inbox", "inbox", 1, "", "", "i"),
    MenuEntry(_("Organisation"), "organisation:tree", "sitemap", 60, _GROUP, "organisation.view", "o"),
    MenuEntry(_("People"), "organisation:people", "users", 61, _GROUP, "people.view", "u"),
    MenuEntry(_("Grants"), "organisation:grants", "key", 62, _GROUP, "grants.view"),
    MenuEntry(_("My delegations"), "organisation:delegations", "user-check", 63, _GROUP),
    MenuEntry(_("Staff session"), "organisation:staff", "shield-check", 95, _("System"), "staff.open"),
]


def identity(actor: Any) -> Identity:
    """The name of the group, the posts held today, the delegations in force."""
    today = timezone.localdate()
    account = access.own_account(actor)
    return Identity(
        named(account.group) if account else "",
        tuple(f"{named(post.unit)} · {messages.POSTS[post.kind]}" for post in access.posts_today(actor, today)),
        tuple(
            _now("%(role)s for %(person)s until %(day)s")
            % {"role": messages.ROLES.get(one.role, one.role), "person": named(one.giver), "day": one.valid.upper}
            for one in access.delegations_in_force(actor, today)
        ),
        named(account.person) if account and account.person else "",
    )


def keep_language(actor: Any, language: str) -> None:
    """The language chosen in the shell stays with the account."""
    accounts.set_language(actor=actor, language=language)
