"""The API, version 1: the routers of all capabilities behind one way of logging in and one form of answers."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router, Schema

from ceyuan.kit.registry import collect

from . import problems
from .auth import SessionAuth, TokenAuth

me = Router(tags=["me"])


class MeOut(Schema):
    """Who the caller is and what it may do anywhere."""

    name: str
    group: str
    permissions: list[str]


@me.get("/me", response=MeOut, summary="Who am I")
def who_am_i(request: HttpRequest) -> dict[str, Any]:
    """The actor behind the session or the token."""
    actor = request.actor  # type: ignore[attr-defined]
    return {"name": actor.name, "group": actor.group_code, "permissions": sorted(actor.reach)}


class Api(NinjaAPI):
    """Declares in the schema what every operation may answer besides success."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        parts = schema.setdefault("components", {}).setdefault("schemas", {})
        for form in (problems.Problem, problems.InvalidInput):
            made = form.model_json_schema(ref_template="#/components/schemas/{model}")
            made.pop("$defs", None)
            parts[form.__name__] = made
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"] = {str(status): one for status, one in operation["responses"].items()}
                for status, (meaning, form_name) in problems.ANSWERS.items():
                    reference = {"$ref": f"#/components/schemas/{form_name}"}
                    answer = {"description": meaning, "content": {"application/json": {"schema": reference}}}
                    operation["responses"].setdefault(status, answer)
        return schema


def assemble() -> Api:
    """The API with the `router` of every capability's `api.py`."""
    made = Api(
        title="Ceyuan",
        version="1",
        description="Money is in minor units of its currency. Lists are paged by `offset` and `limit`.",
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        auth=[TokenAuth(), SessionAuth()],
    )
    problems.install(made)
    made.add_router("", me)
    for router in collect("api", "router"):
        made.add_router("", router)
    return made


api = assemble()
