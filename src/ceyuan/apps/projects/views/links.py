"""Pages on which one says what a project or a programme works for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import forms, policies, selectors
from ceyuan.apps.projects.models import Programme, Project
from ceyuan.apps.projects.naming import name_of, programme_url, project_url, title_of
from ceyuan.apps.projects.selectors import serving
from ceyuan.apps.projects.services import links as services
from ceyuan.apps.strategy import interface as strategy
from ceyuan.kit.registry import is_known
from ceyuan.kit.views import ActView, Crumb, FormView


class LinkForm(FormView):
    """A form about one project; 404 outside the reach, 403 where the actor may not say what it works for."""

    permission = policies.MANAGE
    of_programme: ClassVar[bool] = False
    about: Any = None

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.about = self.found(kwargs["code"])
        return self.form(data, files, **self.filled(self.about), actor=self.actor)

    def found(self, code: str) -> Project | Programme:
        """The project or programme, once it is sure that the actor may change it."""
        about: Any = (selectors.programme if self.of_programme else selectors.detail)(self.actor, code)
        if about is None:
            raise Http404
        allowed = (
            policies.may_keep_programmes(self.actor) if self.of_programme else policies.may_keep(self.actor, about)
        )
        if not allowed:
            raise PermissionDenied
        return about  # type: ignore[no-any-return]

    def filled(self, about: Any) -> dict[str, Any]:
        """What the form is built with."""
        return {"initial": {"direction_id": about.direction.code if about.direction else ""}}

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        if self.about is None:
            return []
        return [Crumb(name_of(self.about) if self.of_programme else title_of(self.about), self.success_url(None))]

    def success_url(self, result: Any) -> str:
        del result
        return programme_url(self.about) if self.of_programme else project_url(self.about)


class ProjectDirectionView(LinkForm):
    """The direction of a project."""

    title = _("Set the technology direction")
    form = forms.DirectionForm
    service: ClassVar[staticmethod[..., Any]] = staticmethod(services.set_direction)


class ProgrammeDirectionView(ProjectDirectionView):
    """The direction of a programme."""

    of_programme = True
    service = staticmethod(services.set_programme_direction)


class ProjectTargetView(LinkForm):
    """A target more for a project."""

    title = _("Link to a target")
    form = forms.TargetForm
    service = staticmethod(services.link)
    submit = _("Link")
    done = _("The link was made.")

    def filled(self, about: Any) -> dict[str, Any]:
        return {"project": None if self.of_programme else about}


class ProgrammeTargetView(ProjectTargetView):
    """A target more for a programme."""

    of_programme = True
    service = staticmethod(services.link_programme)


class ProjectUnlinkView(ActView):
    """A target less for a project."""

    permission = policies.MANAGE
    title = _("Remove the link")
    question = _("Remove the link to this target? The history keeps that it was there.")
    service: ClassVar[staticmethod[..., Any]] = staticmethod(services.unlink)
    submit = _("Unlink")
    done = _("The link was removed.")
    of_programme: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seen: Any = selectors.programme if self.of_programme else selectors.detail
        if is_known(getattr(request, "actor", None)) and seen(request.actor, kwargs["code"]) is None:  # type: ignore[attr-defined]
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("projects:project_detail", args=[kwargs["code"]])


class ProgrammeUnlinkView(ProjectUnlinkView):
    """A target less for a programme."""

    of_programme = True
    service = staticmethod(services.unlink_programme)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("projects:programme_detail", args=[kwargs["code"]])


def serves(actor: Actor, about: Project | Programme) -> dict[str, Any]:
    """What the page of a project or programme shows of the strategy it works for."""
    is_project = isinstance(about, Project)
    direction, through = serving.direction_of(about)
    found = serving.links_of_project(about) if isinstance(about, Project) else serving.links_of_programme(about)
    may = policies.may_keep(actor, about) if isinstance(about, Project) else policies.may_keep_programmes(actor)
    word = "project" if is_project else "programme"
    ids = [link.target_id for link in found]
    reached, clauses = strategy.targets_by_ids(actor, ids), strategy.clauses_of_targets(actor, ids)
    rows = []
    for link in found:
        own = about.pk == (link.project_id if is_project else link.programme_id)
        rows.append(
            {
                "title": strategy.target_title(link.target),
                "url": strategy.chain_url(target=link.target_id) if link.target_id in reached else "",
                "note": link.note,
                "through": "" if own else name_of(link.programme),
                "clauses": [strategy.clause_title(one) for one in clauses[link.target_id]],
                "unlink": reverse(f"projects:{word}_unlink", args=[about.code, link.pk]) if own and may else "",
            }
        )
    return {
        "direction": direction,
        "direction_url": strategy.direction_url(direction) if direction else "",
        "through": name_of(through) if through else "",
        "targets": rows,
        "direct_url": reverse(f"projects:{word}_direction", args=[about.code]) if may else "",
        "link_url": reverse(f"projects:{word}_target", args=[about.code]) if may else "",
    }
