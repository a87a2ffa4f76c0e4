"""Log-ins of guests: people from outside who are no persons on record and belong to no unit.

A guest reaches nothing by a unit or a role; capabilities show them what is their own. Whoever lets a guest in answers
for it: these acts check no right of their own and are called by the capability that invited.
"""

from django.db import transaction

from ceyuan.apps.organisation.models import Account, Group
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services.accounts import login_faults
from ceyuan.core.kernel import Invalid, Refused


def newcomer(group_id: int, name: str) -> Actor:
    """Somebody from outside before they have a log-in: named in the trail, without any right."""
    group = Group.objects.get(pk=group_id)
    return Actor(None, None, name, group.pk, group.code)


@transaction.atomic
def open_guest(*, actor: Actor, username: str, password: str, name: str, email: str = "") -> Account:
    """A log-in for a guest. Invalid on "username" and "password" as for any account."""
    username = username.strip()
    if wrong := login_faults(username, password):
        raise Invalid(wrong)
    account = Account.objects.create_user(
        username, password, group_id=actor.group_id, guest_name=name[:120] or username, email=email
    )
    record(actor, "organisation.guest.opened", _subject(account), after={"username": username, "name": name})
    return account


@transaction.atomic
def set_password(*, actor: Actor, account_id: int, password: str) -> Account:
    """A new password for a guest who was invited again; a log-in that was closed opens."""
    account = _guest(actor, account_id)
    if wrong := login_faults(account.username, password, known=True):
        raise Invalid(wrong)
    account.set_password(password)
    account.is_active = True
    account.save(update_fields=["password", "is_active"])
    record(actor, "organisation.guest.password_set", _subject(account))
    return account


@transaction.atomic
def close_guest(*, actor: Actor, account_id: int) -> Account:
    """The guest no longer logs in; pages that are open answer no more."""
    account = _guest(actor, account_id)
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(actor, "organisation.guest.closed", _subject(account))
    return account


def _guest(actor: Actor, account_id: int) -> Account:
    rows = Account.objects.select_for_update(no_key=True).exclude(guest_name="")
    account: Account | None = rows.filter(pk=account_id, group=actor.group_id or 0).first()
    if account is None:
        raise Refused("organisation.no_account")
    return account


def _subject(account: Account) -> tuple[str, int | str, str]:
    return "organisation.account", account.pk, account.username
