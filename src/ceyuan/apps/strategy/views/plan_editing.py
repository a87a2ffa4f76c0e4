"""Writing a draft: the editor, its clauses, what makes them measurable."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.clause_order import WAYS
from ceyuan.apps.strategy.forms import plans as forms
from ceyuan.apps.strategy.plan_words import plan_url, title_of, version_url
from ceyuan.apps.strategy.policies.plans import PLAN, may_write
from ceyuan.apps.strategy.selectors import plan_targets
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import clauses
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, ActView, Crumb, DetailView, FormView

from .plan_rows import clause_rows
from .plans import plan_crumbs


def draft(actor: Any, pk: int) -> Any:
    """The draft the actor may write, or None."""
    found = selectors.version(actor, pk)
    return found if found is not None and may_write(actor, found) else None


def draft_clause(actor: Any, pk: int) -> Any:
    """A clause of a draft the actor may write; 404 otherwise."""
    found = selectors.clause(actor, pk)
    if found is None or not may_write(actor, found.version):
        raise Http404
    return found


def editor_url(version_id: int, clause_id: int | None = None) -> str:
    """The editor, at a clause."""
    return reverse("strategy:version_edit", args=[version_id]) + (f"#c{clause_id}" if clause_id else "")


def editor_crumbs(version: Any) -> list[Crumb]:
    """The way back from a form to the editor."""
    plan = version.plan
    return [*plan_crumbs(), Crumb(title_of(plan), plan_url(plan)), Crumb(_("Write clauses"), editor_url(version.pk))]


class VersionEditView(DetailView):
    """All clauses of a draft with what can be done to each."""

    permission = PLAN
    template_name = "strategy/version_edit.html"
    selector = staticmethod(draft)

    def page_title(self, **context: Any) -> str:
        return gettext("Write clauses")

    def crumbs(self, **context: Any) -> list[Crumb]:
        version = context["object"]
        return [*plan_crumbs(), Crumb(title_of(version.plan), version_url(version))]

    def actions(self, **context: Any) -> list[Action]:
        key = [context["object"].pk]
        return [
            Action(gettext("Number and note"), reverse("strategy:version_describe", args=key), "edit"),
            Action(gettext("Import from a file"), reverse("strategy:plan_import", args=key), "upload"),
            Action(gettext("Add a clause"), reverse("strategy:clause_add", args=key), "plus", primary=True),
        ]

    def more(self, found: Any) -> dict[str, Any]:
        figures = plan_targets.beside(self.actor, found, found.plan.last_year)
        return {
            "rows": clause_rows(selectors.clauses(found), figures),
            "version_url": version_url(found),
            "plan_title": title_of(found.plan),
        }


class ClauseMoveView(ActorView):
    """Moves one clause; the button names it and the way ("17:up")."""

    permission = PLAN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        key, _colon, way = request.POST.get("step", "").partition(":")
        if not key.isdecimal() or way not in WAYS:
            raise Http404
        found = draft_clause(self.actor, int(key))
        if found.version_id != pk:
            raise Http404
        try:
            clauses.move(actor=self.actor, clause_id=found.pk, way=way)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        return HttpResponseRedirect(editor_url(pk, found.pk))


class ClauseAddView(FormView):
    """Writes a new clause; `?after=` and `&inside=1` say where."""

    permission = PLAN
    title = _("Add a clause")
    done = _("The clause was added.")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return editor_crumbs(draft(self.actor, self.kwargs["pk"]))

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> forms.ClauseForm:
        if draft(self.actor, kwargs["pk"]) is None:
            raise Http404
        return forms.ClauseForm(data, files, actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Any:
        after = self.request.GET.get("after", "")
        inside = self.request.GET.get("inside") == "1"
        return clauses.add(
            actor=self.actor,
            version_id=kwargs["pk"],
            after=int(after) if after.isdecimal() else None,
            inside=inside,
            **form.cleaned_data,
        )

    def success_url(self, result: Any) -> str:
        return editor_url(result.version_id, result.pk)


class ClauseEditView(FormView):
    """Writes a clause anew. Whoever comes second sees what the first changed, and may then save over it."""

    permission = PLAN
    title = _("Change a clause")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return editor_crumbs(draft_clause(self.actor, self.kwargs["pk"]).version)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> forms.ClauseEditForm:
        one = draft_clause(self.actor, kwargs["pk"])
        start = {name: getattr(one, name) for name in ("kind", "number", "text_zh", "text_en", "due_on")}
        lead = one.lead_unit.code if one.lead_unit else ""
        start |= {"lead_unit": lead, "direction": one.direction_id or "", "seen": selectors.digest(one)}
        return forms.ClauseEditForm(data, files, actor=self.actor, initial=start)

    def call(self, form: Any, **kwargs: Any) -> Any:
        try:
            return clauses.edit(actor=self.actor, clause_id=kwargs["pk"], **form.cleaned_data)
        except Refused:
            # Having read what changed, the writer may save over it: the form now starts from the present wording.
            form.data = form.data.copy()
            form.data["seen"] = selectors.digest(draft_clause(self.actor, kwargs["pk"]))
            raise

    def success_url(self, result: Any) -> str:
        return editor_url(result.version_id, result.pk)


class ClauseRemoveView(ActView):
    """Takes a clause and all below it out."""

    permission = PLAN
    title = _("Remove a clause")
    question = _("Remove this clause and everything below it from the draft?")
    submit, done, danger = _("Remove"), _("The clause was removed."), True
    service = staticmethod(lambda actor, pk: clauses.remove(actor=actor, clause_id=pk))

    def return_url(self, **kwargs: Any) -> str:
        return self.back

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.back = reverse("strategy:plan_list")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.back = editor_url(draft_clause(self.actor, kwargs["pk"]).version_id, kwargs["pk"])
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.back = editor_url(draft_clause(self.actor, kwargs["pk"]).version_id)
        return super().post(request, **kwargs)
