"""Acts on accounts: create, language, and the tokens that programs use."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import AccessToken, Account
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.roles import ALL_PERMISSIONS
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import reaching
from ceyuan.core.kernel import Invalid, Refused

TOKEN_PREFIX = "cy_"  # noqa: S105 - marks a key as ours, so that a leaked one is recognised
LONGEST_TOKEN_DAYS = 366
MOST_TOKENS = 20


@transaction.atomic
def create(
    *,
    actor: Actor,
    username: str,
    password: str | None,
    person_id: int | None = None,
    email: str = "",
    is_service: bool = False,
) -> Account:
    """An account of the actor's group, for a person or (`is_service`) for a program that never logs in by a form.

    Without a password nobody can log in until one is set.
    """
    group = reaching.lock_tree(actor)
    person = reaching.present_person(actor, person_id) if person_id is not None else None
    if person is None and not is_service:
        raise Invalid({"person_id": ["kit.required"]})
    if not actor.reaches_whole_group("people.manage") and (
        person is None or not policies.may_keep_people(actor, person.unit)
    ):
        raise Refused("organisation.not_permitted", unit=str(group))
    wrong: dict[str, list[str]] = {}
    username = username.strip()
    wrong.update(login_faults(username, password))
    if person is not None and Account.objects.filter(person=person).exists():
        wrong["person_id"] = ["organisation.account_exists"]
    if wrong:
        raise Invalid(wrong)
    account = Account.objects.create_user(
        username, password, group=group, person=person, email=email, is_service=is_service
    )
    record(
        actor,
        "organisation.account.created",
        _subject(account),
        after={"username": username, "person": str(person or ""), "service": is_service},
        unit_path=person.unit.path if person else "",
    )
    return account


def login_faults(username: str, password: str | None, *, known: bool = False) -> dict[str, list[str]]:
    """What is wrong with a log-in name (unless it is `known` already) and a password, by field."""
    wrong: dict[str, list[str]] = {}
    if not known:
        if not username or len(username) > 60 or any(sign.isspace() for sign in username):
            wrong["username"] = ["organisation.username_needed"]
        elif Account.objects.filter(username__iexact=username).exists():
            wrong["username"] = ["organisation.username_taken"]
    if password is not None and _is_weak(password, username):
        wrong["password"] = ["organisation.password_weak"]
    return wrong


@transaction.atomic
def set_language(*, actor: Actor, language: str) -> Account:
    """The language in which the actor's own pages are shown."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid({"language": ["kit.not_a_choice"]})
    account = _own(actor)
    before, account.language = account.language, language
    account.save(update_fields=["language"])
    record(
        actor,
        "organisation.account.language_set",
        _subject(account),
        before={"language": before},
        after={"language": language},
    )
    return account


@transaction.atomic
def create_token(
    *, actor: Actor, name: str, scopes: Sequence[str], days: int, now: datetime | None = None
) -> tuple[AccessToken, str]:
    """A key for programs that act as the actor within `scopes` (permissions). Its secret is given here, never again."""
    account = _own(actor)
    moment = now or timezone.now()
    wanted = sorted(set(scopes))
    wrong: dict[str, list[str]] = {}
    if not name.strip():
        wrong["name"] = ["kit.required"]
    if not wanted or any(scope not in ALL_PERMISSIONS for scope in wanted):
        wrong["scopes"] = ["organisation.scopes_needed"]
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        wrong["days"] = ["organisation.token_days"]
    if wrong:
        raise Invalid(wrong)
    if AccessToken.objects.filter(account=account, revoked_at=None, expires_at__gt=moment).count() >= MOST_TOKENS:
        raise Refused("organisation.too_many_tokens", most=MOST_TOKENS)
    secret = TOKEN_PREFIX + token_urlsafe(32)
    token = AccessToken.objects.create(
        account=account,
        name=name.strip()[:80],
        digest=digest_of(secret),
        scopes=wanted,
        expires_at=moment + timedelta(days=days),
    )
    record(
        actor,
        "organisation.token.created",
        _subject(account),
        after={"name": token.name, "scopes": wanted, "expires_at": token.expires_at.isoformat()},
    )
    return token, secret


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: int, now: datetime | None = None) -> AccessToken:
    """The token opens nothing any more."""
    account = _own(actor)
    token = AccessToken.objects.select_for_update().filter(pk=token_id, account=account, revoked_at=None).first()
    if token is None:
        raise Refused("organisation.unknown_token")
    token.revoked_at = now or timezone.now()
    token.save(update_fields=["revoked_at"])
    record(actor, "organisation.token.revoked", _subject(account), before={"name": token.name})
    return token


def digest_of(secret: str) -> str:
    """What is stored of a token. The secret has 256 random bits, so a plain hash cannot be guessed back."""
    return sha256(secret.encode()).hexdigest()


def _own(actor: Actor) -> Account:
    account = Account.objects.select_for_update(no_key=True).filter(pk=actor.account_id or 0, is_active=True).first()
    if account is None:
        raise Refused("organisation.no_account")
    return account


def _is_weak(password: str, username: str) -> bool:
    try:
        validate_password(password, Account(username=username))
    except ValidationError:
        return True
    return False


def _subject(account: Account) -> tuple[str, int | str, str]:
    return "organisation.account", account.pk, account.username
