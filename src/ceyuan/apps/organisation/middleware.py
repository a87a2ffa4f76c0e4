"""Puts the actor on the request, once, when somebody asks for it; puts the requests of staff sessions on record."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ceyuan.apps.organisation.scoping import NOBODY, Actor
from ceyuan.apps.organisation.selectors.actors import actor_of
from ceyuan.apps.organisation.services import staff_sessions


class ActorMiddleware:
    """`request.actor`: the logged-in account's actor, or nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        # After the answer, so that its status is on record, too. Opening a session is an act of its own.
        if request.user.is_authenticated:
            _log(request, response)
        return response


def _log(request: HttpRequest, response: HttpResponse) -> None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.staff_session_id is not None:
        staff_sessions.log_request(
            actor=actor, method=request.method or "", path=request.get_full_path(), status=response.status_code
        )


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request.user) if request.user.is_authenticated else NOBODY
