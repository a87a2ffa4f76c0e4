"""HTMX regions: one page, one template with named parts, and the view picks the part that was asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_region(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of the page (a boosted link wants the whole)."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted


def render_region(
    request: HttpRequest, template: str, region: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The whole page, or only `region` (a named partial of it) for an HTMX request."""
    name = f"{template}#{region}" if region and wants_region(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
