"""What the pages of one project share: the tabs between them, and forms that are about it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.naming import project_url, title_of
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import readiness
from ceyuan.apps.projects.selectors.waiting import leads_any
from ceyuan.core.kernel import Refused
from ceyuan.kit.forms import ActorForm
from ceyuan.kit.registry import permits
from ceyuan.kit.views import Crumb, DetailView, FormView

TABS = (
    ("execution", _("Execution")),
    ("progress", _("Progress")),
    ("readiness", _("Technology readiness")),
    ("acceptance", _("Acceptance")),
    ("diligence", _("Project log")),
)


def tabs(project: Any, current: str) -> list[dict[str, Any]]:
    """The pages of a project beside each other."""
    found = [{"label": _("Project"), "url": project_url(project), "current": not current, "count": None}]
    if getattr(project, "task_book", None) is not None:
        url = reverse("projects:taskbook", args=[project.code])
        found.append({"label": _("Task book"), "url": url, "current": False, "count": None})
    for name, label in TABS:
        url = reverse(f"projects:{name}", args=[project.code])
        found.append({"label": label, "url": url, "current": name == current, "count": None})
    return found


class OfTheLeader:
    """Opens pages of projects to whoever leads one and holds no permission anywhere; the selector says which."""

    permission: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor: Any = getattr(request, "actor", None)
        if not permits(actor, self.permission) and leads_any(actor):
            self.permission = ""  # type: ignore[misc]  # of this request's view alone
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class ProjectPage(OfTheLeader, DetailView):
    """A page of one project beside its own."""

    permission = selectors.PERMISSION
    selector: ClassVar[staticmethod[..., Any]] = staticmethod(selectors.detail)
    tab: ClassVar[str] = ""

    def page_title(self, **context: Any) -> str:
        return title_of(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Projects"), reverse("projects:project_list"))]

    def more(self, found: Any) -> dict[str, Any]:
        return {"tabs": tabs(found, self.tab), **self.shown(found)}

    def shown(self, project: Any) -> dict[str, Any]:
        """What the template of this page needs."""
        del project
        return {}


class ProjectAct(FormView):
    """A form about one project; 404 outside the reach, 403 where the actor may not do it.

    `allowed(actor, project)` is the policy, `page` the page it comes from and goes back to.
    """

    permission = ""
    form: ClassVar[type[ActorForm]]
    allowed: ClassVar[staticmethod[..., Any]] = staticmethod(policies.may_speak)
    page: ClassVar[str] = "execution"
    project: Project

    def look_up(self, code: str) -> Project | None:
        """The project as this actor sees it."""
        return selectors.detail(self.actor, code)

    def subject(self, **captured: Any) -> Any:
        """The part of the project that the address names; None answers 404."""
        del captured
        return self.project

    def filled(self, subject: Any) -> dict[str, Any]:
        """What the form is built with beside what was sent."""
        del subject
        return {}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        found = self.look_up(kwargs["code"])
        if found is None:
            raise Http404
        self.project = found
        self.about = self.subject(**{name: value for name, value in kwargs.items() if name != "code"})
        if self.about is None:
            raise Http404
        if not type(self).allowed(self.actor, found):
            raise PermissionDenied
        return self.form(data, files, **self.filled(self.about), actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [
            Crumb(title_of(self.project), project_url(self.project)),
            Crumb(self.page_label(), self.success_url(None)),
        ]

    def page_label(self) -> Any:
        """The name of the page it goes back to."""
        return dict(TABS)[self.page]

    def success_url(self, result: Any) -> str:
        del result
        return reverse(f"projects:{self.page}", args=[self.project.code])

    def call(self, form: Any, **kwargs: Any) -> Any:
        try:
            return type(self).service(actor=self.actor, **kwargs, **self.cleaned(form))
        except Refused as problem:
            if problem.reason.code.startswith("projects.unknown_"):
                raise Http404 from None
            raise

    def cleaned(self, form: Any) -> dict[str, Any]:
        """What the service is called with beside what the address names."""
        return dict(form.cleaned_data)


class AssessorAct(ProjectAct):
    """A form of somebody who may see the project only to assess it."""

    page = "readiness"

    def look_up(self, code: str) -> Project | None:
        return readiness.seen(self.actor, code)
