"""The list of acts and one act."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.audit import chain, selectors
from ceyuan.apps.audit.filters import ActFilters
from ceyuan.apps.audit.messages import subject_text
from ceyuan.apps.audit.models import Act
from ceyuan.apps.audit.tables import ActTable, act_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, DetailView, ListView


class Acts(ListView):
    """Who did what to what, when, and why."""

    permission = selectors.PERMISSION
    title = _("Audit trail")
    table = ActTable
    filters = ActFilters
    selector = staticmethod(selectors.act_list)
    empty = Empty(_("No acts yet"), _("Every change that somebody makes is recorded here."))
    export_name = "audit"

    def actions(self, **context: Any) -> list[Action]:
        return [Action(_("State of the chain"), reverse("audit:chain"), "shield-check")]


class ActDetail(DetailView):
    """One act: what was before, what is after, and its place in the chain."""

    permission = selectors.PERMISSION
    template_name = "audit/act_detail.html"
    selector = staticmethod(selectors.act_of)

    def page_title(self, **context: Any) -> str:
        return act_text(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Audit trail"), reverse("audit:acts")), Crumb(f"#{context['object'].seq}")]

    def more(self, found: Act) -> dict[str, Any]:
        return {"facts": _facts(found), "changes": _changes(found), "genesis": chain.GENESIS}


def _facts(act: Act) -> list[tuple[Any, Any]]:
    shown = [
        (_("Number"), f"#{act.seq}"),
        (_("Time"), act.at),
        (_("Who"), act.actor_name),
        (_("Kind"), subject_text(act.subject_kind)),
        (_("Subject"), act.subject_label),
        (_("Reason"), act.reason or "–"),
    ]
    if act.staff_session_id:
        shown.append((_("Staff session"), f"#{act.staff_session_id}"))
    if act.request_id:
        shown.append((_("Request"), act.request_id))
    return shown


def _changes(act: Act) -> list[tuple[str, str, str]]:
    """(fact, before, after) for every fact that either side names, changed ones first."""
    names = dict.fromkeys((*act.before, *act.after))
    rows = [(name, _written(act.before, name), _written(act.after, name)) for name in names]
    return sorted(rows, key=lambda row: row[1] == row[2])


def _written(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    if value is None or value == "":
        return "–"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
