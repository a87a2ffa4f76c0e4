"""The pool of experts: the list, one entry, and the forms that keep it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import home_unit
from ceyuan.apps.reviews.filters.pool import ExpertFilters
from ceyuan.apps.reviews.forms.pool import ConsentForm, ExpertForm, ExpertNewForm, StandingForm
from ceyuan.apps.reviews.messages import pool as words
from ceyuan.apps.reviews.policies.panels import POOL, VIEW, may_keep_expert
from ceyuan.apps.reviews.selectors import ledger, pool, quality
from ceyuan.apps.reviews.selectors.own import is_own
from ceyuan.apps.reviews.services import experts
from ceyuan.apps.reviews.tables.pool import ExpertTable, employer, expert_url, fields_text
from ceyuan.kit.forms import Form
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, Crumb, FormView, ListView

from .guests import guest_access
from .panel_history import history


class ExpertListView(ListView):
    """专家库: for the offices that keep it and for supervisors."""

    title = _("Pool of experts")
    permission = VIEW
    table, filters = ExpertTable, ExpertFilters
    selector = staticmethod(pool.listing)
    empty = Empty(
        _("No experts here"), _("The pool is open to the offices that keep it and to supervisors, each in their reach.")
    )
    export_name = "experts"

    def actions(self, **context: Any) -> list[Action]:
        enter = Action(_("Enter an expert"), reverse("reviews:expert_new"), "plus", primary=True)
        take = Action(_("Take in a list"), reverse("reviews:expert_import"), "upload")
        return [enter, take] if self.actor.may(POOL) else []


class ExpertView(ActorView):
    """One entry: all of it for its office, supervisors and the expert; name and field alone for readers."""

    template_name = "reviews/expert.html"

    def page_title(self, **context: Any) -> Any:
        return named(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()] if self.actor.may(VIEW) else []

    def get(self, request: HttpRequest, expert_id: int) -> HttpResponseBase:
        found = pool.expert_of(self.actor, expert_id)
        whole = found is not None
        found = found or pool.disclosed_expert(self.actor, expert_id)
        if found is None:
            raise Http404
        context = {"object": found, "fields_text": fields_text(found), "whole": whole}
        return render(request, self.template_name, self.frame(**context, **(self._all(found) if whole else {})))

    def _all(self, expert: Any) -> dict[str, Any]:
        keeps = bool(may_keep_expert(self.actor, expert.keeper.path))
        own = is_own(self.actor, expert)
        return {
            "employer": employer(expert),
            "standing": words.STANDINGS[expert.integrity_state],
            "standing_tone": words.STANDING_TONES[expert.integrity_state],
            "side": words.SIDES[expert.is_external],
            "ready": words.READY[pool.is_ready(expert)],
            "ready_tone": words.READY_TONES[pool.is_ready(expert)],
            "workload": pool.workloads([expert.pk])[expert.pk],
            "quality": self._quality(expert) if not own or keeps else (),
            "interests": ledger.interests(expert),
            "ties": [(words.TIES[one.kind], one) for one in ledger.ties(expert)],
            "keeps": keeps,
            "access": guest_access(expert) if keeps and expert.person_id is None else None,
            "own": own,
            "speaks": keeps or own,
            "history": history(self.actor, experts.SUBJECT, expert.pk) if not own or keeps else (),
        }

    def _quality(self, expert: Any) -> list[tuple[Any, Any]]:
        found = quality.ledgers([expert.pk])[expert.pk]
        if not found.done:
            return []
        minutes = None if found.median_seconds is None else round(found.median_seconds / 60)
        return [
            (_("Sheets opened"), found.done),
            (_("Outliers"), found.outliers),
            (_("In the last hours or late"), found.late),
            (_("Written within minutes"), found.hasty),
            (_("Hardly any words"), found.bare),
            (_("Score against recommendation"), found.contradictory),
            (_("Minutes for a sheet (median)"), minutes),
            (_("Points above (+) or below (−) average"), found.severity),
            (_("Feedback of the offices, 1 to 5"), found.feedback),
            *((_("Stands out"), reason_text(one)) for one in found.reasons),
        ]


class ExpertNewView(FormView):
    """Enter an expert."""

    title = _("Enter an expert")
    permission = POOL
    form = ExpertNewForm
    service = staticmethod(experts.enter)
    submit, done = _("Enter"), _("The expert is in the pool.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        home = home_unit(self.actor)
        keeps = home is not None and self.actor.may(POOL, home.path)
        start = {"keeper": home.code} if home is not None and keeps else {}
        return ExpertNewForm(data, files, actor=self.actor, initial=start)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def success_url(self, result: Any) -> str:
        return expert_url(result)


class _EntryForm(FormView):
    """A form about one entry that the actor keeps; for others the entry is not there."""

    permission = POOL

    def entry(self, expert_id: int) -> Any:
        """The entry, if the actor's office keeps it."""
        found = pool.experts(self.actor).select_related("keeper", "unit", "person").filter(pk=expert_id).first()
        return found if found is not None and may_keep_expert(self.actor, found.keeper.path) else None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.found = self.entry(kwargs["expert_id"])
        return self.start(self.found) if self.found is not None else None

    def start(self, expert: Any) -> dict[str, Any]:
        """What the form starts with."""
        raise NotImplementedError

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb(), Crumb(named(self.found), expert_url(self.found))]

    def success_url(self, result: Any) -> str:
        return expert_url(result)


class ExpertEditView(_EntryForm):
    """Correct an entry."""

    title = _("Correct the entry")
    service = staticmethod(experts.change)

    def start(self, expert: Any) -> dict[str, Any]:
        names = ("name_zh", "name_en", "unit_name", "title", "is_external", "region", "email", "max_load")
        found = {name: getattr(expert, name) for name in names}
        return {**found, "fields_of_work": expert.fields, "keywords": "；".join(expert.keywords)}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        form = ExpertForm(data, files, actor=self.actor, initial=start)
        if self.found is not None and self.found.person_id:
            for name in ("name_zh", "name_en", "unit_name"):
                del form.fields[name]
        return form


class ExpertStandingView(_EntryForm):
    """Set how the expert stands."""

    title = _("Standing of the expert")
    form = StandingForm
    service = staticmethod(experts.set_standing)

    def start(self, expert: Any) -> dict[str, Any]:
        return {name: getattr(expert, name) for name in ("integrity_state", "integrity_note", "is_active")}


class ExpertConsentView(_EntryForm):
    """Note a consent that was given on paper."""

    title = _("Note the consent")
    form = ConsentForm
    service = staticmethod(experts.consent)

    def start(self, expert: Any) -> dict[str, Any]:
        return {"on": expert.consented_on}


def _list_crumb() -> Crumb:
    return Crumb(_("Pool of experts"), reverse("reviews:expert_list"))
