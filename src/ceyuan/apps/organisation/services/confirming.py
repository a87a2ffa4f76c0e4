"""Asking again who sits at the desk, before a signature: the password of the log-in, limited as the log-in is."""

from contextlib import suppress

from django.core.cache import cache

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.access import own_account
from ceyuan.core.kernel import Invalid, Refused

MOST_MISTAKES = 5
PAUSE_SECONDS = 300


def confirm(*, actor: Actor, password: str) -> None:
    """Nothing when the password is the actor's own.

    `Invalid` on the field "password" when it is wrong; `Refused` after five mistakes, for five minutes. Call it before
    the transaction of the act begins, so that mistakes are counted whatever becomes of the act.
    """
    account = own_account(actor)
    if account is None or not account.is_active or account.is_service:
        raise Refused("organisation.no_account")
    key = f"organisation.confirm.{account.pk}"
    if int(cache.get(key, 0)) >= MOST_MISTAKES:
        raise Refused("organisation.too_many_mistakes", minutes=PAUSE_SECONDS // 60)
    if account.check_password(password):
        cache.delete(key)
        return
    if not cache.add(key, 1, PAUSE_SECONDS):
        with suppress(ValueError):  # the five minutes ended just now
            cache.incr(key)
    raise Invalid({"password": ["organisation.password_wrong"]})
