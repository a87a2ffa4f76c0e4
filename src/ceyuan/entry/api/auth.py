"""Who calls: a browser with its session (then forgery is checked), or a program with a token of an account."""

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError, HttpError
from ninja.security import APIKeyCookie, HttpBearer

from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.roles import PERMISSIONS
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.kit.registry import is_known


class TokenAuth(HttpBearer):
    """`Authorization: Bearer cy_…`. A wrong, expired or revoked token is refused even if a session would do."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        refuse_unstorable(request)
        # Looked up by the SHA-256 of 256 random bits: what the time of a look-up tells leads to no secret.
        actor = organisation.actor_of_token(organisation.digest_of(token))
        if not is_known(actor):
            raise AuthenticationError
        request.actor = within_scopes(actor)  # type: ignore[attr-defined]
        return actor


class SessionAuth(APIKeyCookie):
    """The session of the web pages; anything but reading needs the forgery token in `X-CSRFToken`."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        del key
        refuse_unstorable(request)
        actor = getattr(request, "actor", None)
        return actor if is_known(actor) else None


def within_scopes(actor: Actor) -> Actor:
    """A token lends a role only if its scopes cover all that the role may do; else steps could reach further."""
    held = set(actor.reach)
    return replace(actor, roles={role: at for role, at in actor.roles.items() if PERMISSIONS[role] <= held})


def refuse_unstorable(request: HttpRequest) -> None:
    """400 for NUL characters in the address: the database has no such texts."""
    if "\x00" in request.path or "\x00" in unquote(request.META.get("QUERY_STRING", "")):
        raise HttpError(400, "The address contains a NUL character.")
