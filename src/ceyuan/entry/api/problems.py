"""What the API answers when it cannot do what was asked: always the same two forms, declared in the schema."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.kit.reasons import reason_text

# The last word of a code whose meaning is "not you": 403. Every other refusal concerns the state of things: 409.
_PERSONAL = ("role_missing", "not_permitted", "whole_group_only")


class Problem(Schema):
    """Why not: a stable code for programs and a sentence for people."""

    code: str
    message: str
    facts: dict[str, Any] = {}


class InvalidInput(Schema):
    """What is wrong with the input, by field; the empty name stands for the whole."""

    code: str = "api.invalid"
    fields: dict[str, list[Problem]]


ANSWERS: dict[str, tuple[str, str]] = {
    "400": ("The request cannot be read", "Problem"),
    "401": ("Neither session nor valid token", "Problem"),
    "403": ("Not for this person or token", "Problem"),
    "404": ("Not there, or outside reach", "Problem"),
    "409": ("Not possible as things stand", "Problem"),
    "422": ("Input that cannot be accepted", "InvalidInput"),
}


def status_of(reason: Reason) -> int:
    """The HTTP status of a refusal."""
    word = reason.code.rpartition(".")[2]
    if word in _PERSONAL or word.startswith("may_not"):
        return 403
    return 404 if word == "not_found" else 409


def install(api: NinjaAPI) -> None:
    """Teach the API to answer every expected exception in these forms."""

    def say(
        request: HttpRequest, status: int, code: str, message: str, facts: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        body = {"code": code, "message": message, "facts": {name: str(value) for name, value in (facts or {}).items()}}
        return api.create_response(request, body, status=status)

    def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
        reason = problem.reason
        return say(request, status_of(reason), reason.code, reason_text(reason), reason.facts)

    def invalid(request: HttpRequest, problem: Invalid) -> HttpResponse:
        fields = {name: [_worded(reason) for reason in reasons] for name, reasons in problem.fields.items()}
        return api.create_response(request, {"code": "api.invalid", "fields": fields}, status=422)

    def malformed(request: HttpRequest, problem: ValidationError) -> HttpResponse:
        fields: dict[str, list[dict[str, Any]]] = {}
        for error in problem.errors:
            name = ".".join(str(part) for part in error.get("loc", ())[1:])
            one = {"code": f"api.{error.get('type', 'invalid')}", "message": str(error.get("msg", "")), "facts": {}}
            fields.setdefault(name.removeprefix("query."), []).append(one)
        return api.create_response(request, {"code": "api.invalid", "fields": fields}, status=422)

    def unknown(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
        del problem
        response = say(request, 401, "api.unknown_caller", "Log in, or send a valid token as `Authorization: Bearer`.")
        response["WWW-Authenticate"] = 'Bearer realm="ceyuan"'
        return response

    answer_to: Any = api.add_exception_handler
    answer_to(Refused, refused)
    answer_to(Invalid, invalid)
    answer_to(ValidationError, malformed)
    answer_to(AuthenticationError, unknown)
    answer_to(Http404, lambda r, _e: say(r, 404, "api.not_found", "There is nothing here."))
    answer_to(PermissionDenied, lambda r, _e: say(r, 403, "api.forbidden", "This is not for you."))
    answer_to(HttpError, lambda r, e: say(r, e.status_code, "api.refused", e.message))
    answer_to(
        DataError, lambda r, _e: say(r, 400, "api.out_of_range", "A number or text is larger than can be stored.")
    )


def _worded(reason: Reason) -> dict[str, Any]:
    facts = {name: str(value) for name, value in reason.facts.items()}
    return {"code": reason.code, "message": reason_text(reason), "facts": facts}
