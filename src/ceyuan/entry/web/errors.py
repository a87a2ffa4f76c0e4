"""Error pages. They say what happened and what to do next, need no database, and show nothing of the inside."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself makes no sense."""
    del exception
    return _page(
        request,
        400,
        _("This request cannot be read"),
        _("Go back, reload the page and try again. If you followed a link, it may have been cut off."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not for this person."""
    del exception
    return _page(
        request,
        403,
        _("Your posts do not include this page"),
        _("Ask the science and technology manager of your unit for the right, or go back to the start page."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not to be known."""
    del exception
    return _page(
        request,
        404,
        _("There is nothing at this address"),
        _("It may have been moved, or lies outside the units you may see. Search for it, or go to the start page."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the number leads to the line in the log."""
    request_id = getattr(request, "request_id", "")
    logger.error("request %s failed at %s", request_id, request.path)
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("Nothing of your last step was saved. Try again; if it happens again, tell the administrator this number."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the forgery check, nearly always a form that was left open too long."""
    del reason
    return _page(
        request,
        403,
        _("This form has expired"),
        _("For your safety a form is only valid for one log-in. Go back, reload the page and send it again."),
    )


def _page(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    shown: dict[str, Any] = {
        "status": status,
        "heading": heading,
        "advice": advice,
        "request_id": getattr(request, "request_id", ""),
        "theme": request.COOKIES.get("ceyuan_theme", "auto"),
        "language": getattr(request, "LANGUAGE_CODE", "zh-hans"),
    }
    return HttpResponse(render_to_string("error.html", shown), status=status)
