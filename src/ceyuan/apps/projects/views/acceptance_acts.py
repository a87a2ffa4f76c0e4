"""Forms of acceptance: apply, enter, evaluate, check, count, conclude."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.forms import acceptance as forms
from ceyuan.apps.projects.forms.execution import money
from ceyuan.apps.projects.naming import result_title
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import acceptance as reading
from ceyuan.apps.projects.selectors import standing
from ceyuan.apps.projects.services import acceptance, archive, concluding, results_used
from ceyuan.kit.registry import is_known
from ceyuan.kit.views import ActView

from .on_project import ProjectAct

PPM_PER_CENT = 10_000


class AcceptanceAct(ProjectAct):
    """A form about the acceptance of a project."""

    page = "acceptance"


class ApplyView(AcceptanceAct):
    """Apply for acceptance."""

    title = _("Apply for acceptance")
    form = forms.ApplyForm
    service = staticmethod(acceptance.apply)
    submit = _("Apply")
    done = _("Acceptance was applied for.")


class ResubmitView(AcceptanceAct):
    """The second round."""

    title = _("Resubmit after rectification")
    form = forms.ResubmitForm
    service = staticmethod(concluding.resubmit)
    submit = _("Resubmit")


class ItemView(AcceptanceAct):
    """What was achieved of an indicator."""

    title = _("Enter what was achieved")
    form = forms.ItemForm
    service = staticmethod(acceptance.enter_item)

    def subject(self, **captured: Any) -> Any:
        found = (one for one in standing.indicators_of(self.project) if one.pk == captured["indicator_id"])
        return next(found, None)

    def filled(self, subject: Any) -> dict[str, Any]:
        current = reading.current(self.project)
        known = next((row.item for row in reading.item_rows(self.project, current) if row.indicator == subject), None)
        names = ("achieved", "level_ppm", "evidence", "is_third_party")
        start = {name: getattr(known, name) for name in names} if known else {}
        if start.get("achieved") is not None:
            start["achieved"] = start["achieved"].normalize()
        return {"indicator": subject, "initial": start}

    def page_title(self, **context: Any) -> Any:
        return self.about.name_zh


class TopicView(AcceptanceAct):
    """Step one for a topic."""

    title = _("Evaluate the topic")
    form = forms.TopicForm
    service = staticmethod(acceptance.evaluate_topic)

    def subject(self, **captured: Any) -> Any:
        return next((one for one in selectors.topics(self.project) if one.pk == captured["topic_id"]), None)


class MoneyView(AcceptanceAct):
    """The money side."""

    title = _("Check the money side")
    form = forms.MoneyForm
    service = staticmethod(acceptance.check_money)
    allowed = staticmethod(policies.may_check_money)

    def cleaned(self, form: Any) -> dict[str, Any]:
        given, currency = form.cleaned_data, self.project.currency
        sums = {name: money(given[name], currency) for name in ("arrived", "spent")}
        return {"outcome": given["outcome"], "note": given["note"], **sums}


class PlaceView(AcceptanceAct):
    """A piece of the file."""

    title = _("Put a piece into the file")
    form = forms.PlaceForm
    service = staticmethod(archive.place)
    allowed = staticmethod(policies.may_add_to_log)

    def subject(self, **captured: Any) -> Any:
        return next((one for one in reading.file_items(self.project) if one.pk == captured["item_id"]), None)


class ArchiveCheckView(AcceptanceAct):
    """What the archive found."""

    title = _("Check the file")
    form = forms.ArchiveForm
    service = staticmethod(archive.check)
    allowed = staticmethod(policies.may_check_file)
    done = _("The check was recorded.")


class CountView(AcceptanceAct):
    """A result to be counted."""

    title = _("Count a result")
    form = forms.CountForm
    service = staticmethod(results_used.count)
    submit = _("Count it")

    def filled(self, subject: Any) -> dict[str, Any]:
        found = selectors.results(self.actor, subject).slice(0, 400)
        return {"results": [(one.pk, result_title(one)[:120]) for one in found if one.withdrawn_on is None]}

    def cleaned(self, form: Any) -> dict[str, Any]:
        given = dict(form.cleaned_data)
        share: Decimal = given.pop("share")
        return {**given, "share_ppm": int(share * PPM_PER_CENT)}


class ConcludeView(AcceptanceAct):
    """The conclusion."""

    title = _("Conclude the acceptance")
    form = forms.ConcludeForm
    service = staticmethod(concluding.conclude)
    allowed = staticmethod(policies.may_decide)
    submit = _("Conclude")
    done = _("The conclusion was recorded.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        form = super().build(data, files, **kwargs)
        if not policies.may_run(self.actor, self.project):
            # A head concludes and fails; passing and sending back is the work of the office.
            offered = form.fields["conclusion"]
            offered.choices = [one for one in offered.choices if one[0] not in concluding.OF_THE_OFFICE]
        return form


class OneClick(ActView):
    """An act without a form on the acceptance of a project; 404 outside the reach."""

    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor: Any = getattr(request, "actor", None)
        if is_known(actor) and selectors.detail(actor, kwargs["code"]) is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("projects:acceptance", args=[kwargs["code"]])


class BeginReviewView(OneClick):
    """Step two begins."""

    permission = policies.MANAGE
    title = _("Begin the review")
    question = _("Begin the review? The archive has confirmed the file, and every topic is evaluated.")
    service = staticmethod(acceptance.begin_review)
    submit = _("Begin the review")


class CompileListView(OneClick):
    """The list of the file brought up to date."""

    title = _("Bring the list up to date")
    question = _("Bring the list up to what the task book in force promises? What is there stays.")
    service = staticmethod(archive.compile_list)


class ReleaseResultView(OneClick):
    """A result that is counted no longer."""

    title = _("Count it no longer")
    question = _("Count this result no longer? Another project may then count it.")
    service = staticmethod(results_used.release)
    danger = True
