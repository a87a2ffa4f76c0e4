"""What the access matrix asks for: every route, and one record of branch A behind each captured part of an address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from tests.access import chain, strategy

PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
ANONYMOUS = "anonymous"
# The order of the columns in access.yaml.
CAST = (
    ANONYMOUS,
    "stranger",
    "member_a",
    "manager_a",
    "manager_b",
    "st_officer",
    "auditor",
    "hr_officer",
    "operator",
)
METHODS = ("GET", "POST")


def routes() -> list[str]:
    """Every address pattern of the product, as Django writes it."""
    return sorted(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], before: str) -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from _walk(one.url_patterns, route)


@dataclass(frozen=True)
class World:
    """The cast and the values of captured parts, by (whole route or first words of the address, name) or by name."""

    cast: Any
    values: dict[tuple[str, str] | str, Any]

    def address(self, route: str) -> str:
        """The route with records of branch A in it."""
        words = PART.split(route.removeprefix("api/v1/"))[0].strip("/").split("/")
        places = [route, "/".join(words[:3]), "/".join(words[:2]), words[0]]

        def value(found: re.Match[str]) -> str:
            name = found[1] or found[2]
            known = next((self.values[place, name] for place in places if (place, name) in self.values), None)
            known = self.values.get(name) if known is None else known
            assert known is not None, f"tests/access/world.py: give the part <{name}> of {route!r} a record of branch A"
            return str(known)

        return "/" + re.sub(r"[\\^$]", "", PART.sub(value, route))

    def ask(self, member: str, method: str, route: str) -> int:
        """The status that this member gets."""
        from django.test import Client

        client = Client() if member == ANONYMOUS else self.cast.members[member].client()
        client.raise_request_exception = False
        address = self.address(route)
        if method == "GET":
            return int(client.get(address + strategy.QUESTIONS.get(route, "")).status_code)
        if body := self.body(route):
            return int(client.post(address, body, content_type="application/json").status_code)
        return int(client.post(address).status_code)

    def body(self, route: str) -> Any:
        """What a well-formed call sends: without it every caller is told of the missing fields, whatever the record."""
        text = json.dumps(strategy.BODIES.get(route) or chain.BODIES.get(route))
        return json.loads(re.sub(r'"<(\w+)>"', lambda found: str(self.values["strategy/targets", found[1]]), text))


@pytest.fixture
def world(cast: Any, boardroom: Any, hall: Any, settings: Any, tmp_path: Path) -> World:
    """The cast with one record of each kind, all in branch A."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db.backends.postgresql.psycopg_any import DateRange
    from django.utils import timezone

    from ceyuan.apps.audit import interface as audit
    from ceyuan.apps.documents import interface as documents
    from ceyuan.apps.documents.tests.samples import PDF
    from ceyuan.apps.intake.services import uploads
    from ceyuan.apps.organisation.models import Delegation, Grant, Post
    from ceyuan.apps.organisation.services import accounts
    from ceyuan.apps.workflow.tests.test_services_steps import project

    settings.FILES_ROOT = tmp_path / "files"
    case = project(cast, "in_progress")
    manager, member, unit = cast.manager_a, cast.member_a.person, cast.units["A"]
    document = documents.store(
        actor=manager.actor, unit=unit, subject=("test.case", 1), name="任务书.pdf", stream=[PDF]
    )
    token, _secret = accounts.create_token(actor=manager.actor, name="probe", scopes=["projects.view"], days=1)
    today = timezone.localdate()
    span = DateRange(today, today.replace(year=today.year + 1))
    # Neither gives the member a permission: an expert has none, and nobody can delegate a role they do not hold.
    grant = Grant.objects.create(person=member, role="expert", unit=unit, valid=span, reason="试验")
    delegation = Delegation.objects.create(
        giver=manager.person, receiver=member, role="auditor", unit=unit, valid=span, reason="出差"
    )
    settings.HOME = tmp_path / "home"
    delivery = uploads.receive(
        actor=cast.st_officer.actor, file=SimpleUploadedFile("项目清单.csv", "项目名称,承担单位\n高纯铼,甲\n".encode())
    )
    values: dict[tuple[str, str] | str, Any] = {
        "unit_id": unit.pk,
        ("organisation", "code"): unit.code,
        ("projects", "code"): case.code,
        ("projects/programmes", "code"): case.programme.code,
        "person_id": member.pk,
        "post_id": Post.objects.get(person=manager.person).pk,
        "grant_id": grant.pk,
        "delegation_id": delegation.pk,
        "token_id": token.pk,
        ("audit", "seq"): audit.of_subject(manager.actor, "documents.document", document.pk).get().seq,
        ("documents", "pk"): document.pk,
        ("deliveries", "pk"): delivery.pk,
        ("deliveries", "key"): delivery.pk,
        ("accounts", "key"): "x",
        ("accounts", "uidb36"): "x",
        "link_id": 1,
    }
    return World(cast, values | strategy.records(boardroom) | chain.records(cast, case, hall, document.file))
