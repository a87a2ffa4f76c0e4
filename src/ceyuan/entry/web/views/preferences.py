"""Language and theme of the reader, kept in cookies so that the server draws the page right at once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from ceyuan.entry.web.shell import THEME_COOKIE, THEMES
from ceyuan.kit.forms import safe_next
from ceyuan.kit.registry import collect, is_known

A_YEAR = 365 * 24 * 3600


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switches the language and returns to the page; an unknown language changes nothing."""
    response = _back(request)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        _keep(request, response, settings.LANGUAGE_COOKIE_NAME, wanted)
        actor = getattr(request, "actor", None)
        if is_known(actor):
            for keep in collect("menu", "keep_language"):
                keep(actor, wanted)
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Switches between automatic, light and dark; an unknown theme changes nothing."""
    response = _back(request)
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        _keep(request, response, THEME_COOKIE, wanted)
    return response


def _back(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return HttpResponseRedirect(safe_next(request.POST, request) or "/")


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    # Read by the page's script only to switch without reloading; neither holds anything personal.
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
