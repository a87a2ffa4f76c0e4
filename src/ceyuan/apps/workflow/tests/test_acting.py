"""Steps on a page: buttons for what can be done, the reason beside what cannot, and the answer to a button."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from ceyuan.apps.projects import messages
from ceyuan.apps.workflow import interface as workflow
from ceyuan.apps.workflow.tests.test_services_steps import project
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.entry.cli.workflow import pages


def shown(cast: Any, member: str, **facts: Any) -> tuple[workflow.CaseOptions, str]:
    options = workflow.case_options(
        cast.members[member].actor,
        project(cast),
        cast.units["A"].path,
        url="/somewhere",
        steps=messages.STEPS,
        states=messages.STATES,
        facts=facts,
    )
    return options, render_to_string("workflow/options.html", {"options": options}, RequestFactory().get("/"))


@pytest.mark.django_db
def test_a_hindered_step_is_a_disabled_button_with_its_reason(cast: Any) -> None:
    options, html = shown(cast, "manager_a")
    assert [step.action for step in options.hindered] == ["send_to_review"]
    assert "请至少添加一项" in html
    assert html.index('disabled aria-describedby="why-send_to_review"') < html.index('id="why-send_to_review"')


@pytest.mark.django_db
def test_a_possible_step_is_a_form_that_names_the_revision(cast: Any) -> None:
    options, html = shown(cast, "manager_a", indicator_count=1)
    assert {step.action for step in options.possible} >= {"send_to_review", "reject"}
    assert 'name="revision" value="0"' in html
    assert 'name="action" value="send_to_review"' in html
    assert 'id="reason-reject"' in html
    assert 'id="reason-send_to_review"' not in html


@pytest.mark.django_db
def test_what_only_others_may_do_is_kept_apart(cast: Any) -> None:
    options, html = shown(cast, "member_a", indicator_count=1)
    assert options.possible == options.hindered == ()
    assert "您的岗位无权" in html
    assert "<form" not in html


def sent(**data: str) -> HttpRequest:
    request = RequestFactory().post("/", data)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (None, "步骤已办理"),
        (Refused("workflow.stale", seen=1, now=2), "他人"),
        (Invalid({"reason": ["workflow.reason_missing"]}), "请填写理由"),
    ],
)
def test_the_answer_to_the_button_goes_back_with_a_sentence(problem: Exception | None, said: str) -> None:
    got: dict[str, Any] = {}

    def advance(**given: Any) -> None:
        got.update(given)
        if problem:
            raise problem

    request = sent(action="reject", revision="4", reason=" 理由 ")
    with translation.override("zh-hans"):
        response = workflow.take_step(request, advance, back="/back")
        told = " ".join(str(message) for message in get_messages(request))
    assert (response.status_code, response["Location"]) == (302, "/back")
    assert got == {"action": "reject", "revision": 4, "reason": "理由"}
    assert said in told


def test_a_case_outside_reach_is_not_there() -> None:
    def advance(**_given: Any) -> None:
        raise Refused("projects.unknown_project", code="P1")

    with pytest.raises(Http404):
        workflow.take_step(sent(action="x", revision="0"), advance, back="/")


def test_a_missing_revision_never_passes_for_the_present_one() -> None:
    got: dict[str, Any] = {}
    workflow.take_step(sent(action="x"), lambda **given: got.update(given), back="/")
    assert got["revision"] == -1


def test_the_drawn_workflows_are_those_of_the_tables(pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.rootpath / "docs" / "workflows"
    drawn = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert drawn == pages(), "run `ceyuan workflow diagram`"
