"""The description of the API for people and programs that are logged in; nothing of it is loaded from outside."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.views import ActorView

from .assembly import api


def schema_text() -> str:
    """The schema as it is stored in tests/contracts/openapi.json."""
    return (
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


class OpenApi(ActorView):
    """The schema for programs."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        del request
        return HttpResponse(schema_text(), content_type="application/json")


class Docs(ActorView):
    """The schema as a page."""

    title = _("Programming interface")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        schema = api.get_openapi_schema(path_prefix="/api/v1/")
        return render(request, "api/docs.html", self.frame(operations=_operations(schema)))


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": [_parameter(one) for one in operation.get("parameters", ())],
        }
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    ]


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    kind = one.get("schema", {})
    return {
        "name": one["name"],
        "where": one["in"],
        "kind": kind.get("type") or "/".join(part.get("type", "") for part in kind.get("anyOf", ())),
        "required": one.get("required", False),
    }
