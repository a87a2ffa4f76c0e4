"""Puts the actor on the request: who asks, and how far that person reaches. None for somebody who is not logged in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .selectors.actors import actor_of


class ActorMiddleware:
    """`request.actor`: the logged-in account's actor, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.actor = actor_of(user) if user.is_authenticated else None  # type: ignore[attr-defined, arg-type]
        return self.get_response(request)
