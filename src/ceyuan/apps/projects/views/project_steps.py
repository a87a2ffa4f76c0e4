"""The address that a project's step buttons post to."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import messages, selectors
from ceyuan.apps.projects.policies.execution import as_leader
from ceyuan.apps.projects.services import steps
from ceyuan.apps.workflow.interface import CaseOptions, case_options, take_step
from ceyuan.kit.views import ActorView

from .on_project import OfTheLeader


class ProjectStepView(OfTheLeader, ActorView):
    """Takes a step and goes back to the project."""

    permission = selectors.PERMISSION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        back = reverse("projects:project_detail", args=[code])
        return take_step(request, partial(steps.advance, actor=self.actor, code=code), back=back)


def options_of(actor: Actor, project: Any) -> CaseOptions:
    """The steps out of the present state, for the project's page; what rests on a record has a page of its own."""
    found = case_options(
        as_leader(actor, project),
        project,
        project.lead_unit.path,
        url=reverse("projects:project_step", args=[project.code]),
        steps=messages.STEPS,
        states=messages.STATES,
        facts=steps.facts(project),
    )
    return replace(
        found,
        possible=tuple(one for one in found.possible if one.action not in steps.ON_OWN_PAGE),
        hindered=tuple(one for one in found.hindered if one.action not in steps.ON_OWN_PAGE),
        others=tuple(one for one in found.others if one.action not in steps.ON_OWN_PAGE),
    )
