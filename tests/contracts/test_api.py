"""The programming interface: its description is a contract, its answers keep to it, its doors are shut to strangers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

import ceyuan
from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.models import AccessToken
from ceyuan.apps.organisation.services import accounts
from ceyuan.core.kernel.verdict import Reason
from ceyuan.entry.api import problems
from ceyuan.entry.api.assembly import api
from ceyuan.entry.api.auth import within_scopes
from ceyuan.entry.api.pages import schema_text

SNAPSHOT = Path(__file__).with_name("openapi.json")
HIGHEST_LIMIT = 1000


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [(path, method, one) for path, methods in paths.items() for method, one in methods.items()]


def _some(schema: dict[str, Any]) -> str:
    """A value that an address of this form takes."""
    return str(schema.get("enum", ["1" if schema.get("type") == "integer" else "x"])[0])


def bearer(secret: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def token(member: Any, *scopes: str) -> tuple[AccessToken, str]:
    return accounts.create_token(actor=member.actor, name="probe", scopes=scopes or ("audit.view",), days=3)


def test_the_description_is_the_agreed_one() -> None:
    agreed = SNAPSHOT.read_text(encoding="utf-8")
    assert schema_text() == agreed, "if the change is meant: ceyuan api schema tests/contracts/openapi.json"


def test_every_operation_declares_its_refusals_and_every_list_its_limit() -> None:
    for path, method, one in operations():
        assert set(problems.ANSWERS) <= set(one["responses"]), (method, path)
        for parameter in one.get("parameters", ()):
            if parameter["name"] == "limit":
                assert parameter["schema"]["maximum"] <= HIGHEST_LIMIT, path
        done = one["responses"].get("200") or one["responses"]["201"]
        page = done["content"]["application/json"]["schema"].get("$ref", "")
        if page.endswith("Page"):
            assert {"limit", "offset"} <= {parameter["name"] for parameter in one["parameters"]}, path


def test_no_two_shapes_share_a_name() -> None:
    # The description keeps one shape per name: a second one would describe answers that are never given.
    found: dict[str, set[str]] = {}
    for path in sorted((Path(ceyuan.__file__).parent / "apps").glob("*/api*")):
        for file in [path] if path.is_file() else sorted(path.glob("*.py")):
            for name in re.findall(r"^class (\w+Out)\(", file.read_text("utf-8"), re.MULTILINE):
                found.setdefault(name, set()).add(str(file))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


@pytest.mark.django_db
def test_without_session_or_token_every_operation_answers_401() -> None:
    for path, method, one in operations():
        values = {told["name"]: told["schema"] for told in one.get("parameters", ()) if told["in"] == "path"}
        address = re.sub(r"{(\w+)}", lambda found: _some(values[found[1]]), path)  # noqa: B023 - used at once
        response = getattr(Client(), method)(address)
        assert (response.status_code, response["WWW-Authenticate"][:6]) == (401, "Bearer"), path
        assert response.json()["code"] == "api.unknown_caller"


@pytest.mark.django_db
def test_a_token_opens_what_its_scopes_allow_and_no_more(cast: Any) -> None:
    _stored, secret = token(cast.auditor, "audit.view")
    assert Client().get("/api/v1/me", **bearer(secret)).json()["permissions"] == ["audit.view"]
    assert Client().get("/api/v1/audit/acts", **bearer(secret)).json()["total"] == 1
    assert Client().get("/api/v1/projects", **bearer(secret)).json()["total"] == 0
    limited = within_scopes(cast.st_officer.actor)
    assert "st_officer" in limited.roles


@pytest.mark.django_db
def test_a_narrow_token_lends_no_role(cast: Any) -> None:
    from ceyuan.apps.organisation.interface import actor_of_token

    stored, _secret = token(cast.st_officer, "projects.view")
    assert "st_officer" not in within_scopes(actor_of_token(stored.digest)).roles


@pytest.mark.django_db
@pytest.mark.parametrize("spoiled", ["expired", "revoked", "inactive", "unknown", "altered", "basic"])
def test_a_spoiled_token_is_refused_even_beside_a_session(cast: Any, spoiled: str) -> None:
    stored, secret = token(cast.auditor)
    if spoiled == "expired":
        AccessToken.objects.filter(pk=stored.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    if spoiled == "revoked":
        accounts.revoke_token(actor=cast.auditor.actor, token_id=stored.pk)
    if spoiled == "inactive":
        cast.auditor.account.is_active = False
        cast.auditor.account.save()
    secret = {"unknown": "cy_nothing", "altered": secret[:-1] + ("A" if secret[-1] != "A" else "B")}.get(
        spoiled, secret
    )
    client = Client() if spoiled in {"inactive", "basic"} else cast.st_officer.client()
    head = {"HTTP_AUTHORIZATION": f"Basic {secret}"} if spoiled == "basic" else bearer(secret)
    assert client.get("/api/v1/me", **head).status_code == 401


@pytest.mark.django_db
def test_only_the_hash_of_a_token_is_stored(cast: Any) -> None:
    stored, secret = token(cast.auditor)
    assert secret not in str(AccessToken.objects.filter(pk=stored.pk).values().get())


@pytest.mark.django_db
def test_what_lies_outside_reach_is_not_there(cast: Any) -> None:
    token(cast.auditor)
    mine = audit.acts(cast.auditor.actor).get().seq
    assert cast.auditor.client().get(f"/api/v1/audit/acts/{mine}").status_code == 200
    response = cast.stranger.client().get(f"/api/v1/audit/acts/{mine}")
    assert (response.status_code, response.json()["code"]) == (404, "api.not_found")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["limit=501", "limit=0", "offset=-1", "limit=x", "since=gestern"])
def test_wrong_parameters_are_named(cast: Any, query: str) -> None:
    response = cast.auditor.client().get(f"/api/v1/audit/acts?{query}")
    assert response.status_code == 422
    assert query.partition("=")[0] in response.json()["fields"]


@pytest.mark.django_db
def test_a_nul_in_the_address_is_answered_not_crashed(cast: Any) -> None:
    assert cast.auditor.client().get("/api/v1/audit/acts?who=%00").status_code == 400


def test_a_refusal_is_403_when_it_is_about_the_person_and_409_when_about_the_case() -> None:
    assert problems.status_of(Reason("documents.may_not_add")) == 403
    assert problems.status_of(Reason("workflow.role_missing")) == 403
    assert problems.status_of(Reason("documents.not_found")) == 404
    assert problems.status_of(Reason("workflow.stale")) == 409


@pytest.mark.django_db
def test_the_description_is_shown_to_who_is_logged_in_and_loads_nothing_from_outside(cast: Any) -> None:
    assert Client().get("/api/v1/docs").status_code == 302
    assert Client().get("/api/v1/openapi.json").status_code == 302
    client = cast.member_a.client()
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Ceyuan"
    page = client.get("/api/v1/docs").content.decode()
    assert "/api/v1/audit/acts" in page
    assert 'src="http' not in page
    assert "cdn" not in page.lower()


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """The WSGI application would close the test's own database connection after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
def test_any_request_the_description_allows_is_answered_as_it_says(cast: Any, kept_connection: None) -> None:
    from ceyuan.config.wsgi import application

    _stored, secret = token(cast.st_officer, *cast.st_officer.actor.reach)
    described = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    described.app = application

    for result in described.get_all_operations():
        operation = result.ok()
        answered: set[int] = set()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=15,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def probe(case: Any) -> None:
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {secret}"}
            response = case.call()
            answered.add(response.status_code)  # noqa: B023 - called within this round
            assert response.status_code < 500, (case.path, response.text[:300])
            case.validate_response(response, checks=[schemathesis.checks.response_schema_conformance])

        probe()
        # What a made-up request may reach depends on the records there are; an act may always be refused in words.
        told = {200, 404} if operation.method == "get" else {200, 400, 403, 404, 409, 422}
        assert answered & told, (operation.label, answered)
