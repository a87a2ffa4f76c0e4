"""The programme tree and one programme."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import labels, selectors
from ceyuan.apps.projects.naming import name_of, programme_url
from ceyuan.kit.views import ActorView, Crumb, DetailView

from .links import serves


class ProgrammeDetailView(DetailView):
    """One programme: who leads it, what lies below it."""

    permission = selectors.PERMISSION
    template_name = "projects/programme_detail.html"
    selector = staticmethod(lambda actor, code="": selectors.programme_or_root(actor, code))
    region = "children"

    def page_title(self, **context: Any) -> Any:
        found = context["object"]
        return _("Programmes") if found is None or found.parent_id is None else name_of(found)

    def crumbs(self, **context: Any) -> list[Crumb]:
        above = selectors.programme_trail(context["object"])
        return [Crumb(name_of(one), programme_url(one)) for one in above[:-1]]

    def kind(self, one: Any) -> str:
        """The kind in words, or nothing where the name says the same."""
        word = str(labels.PROGRAMME_KINDS.get(one.kind, one.kind))
        return "" if word == name_of(one) else word

    def more(self, found: Any) -> dict[str, Any]:
        children = selectors.programme_children(self.actor, found)
        return {
            "kind": self.kind(found),
            "serves": serves(self.actor, found),
            # A kind is told where it says more than the heading or the name beside it.
            "children": [(one, self.kind(one) if one.kind != found.kind else "") for one in children],
            "project_count": selectors.matching(self.actor, {"programme": found.code}).count(),
        }


class ProgrammeSuggestView(ActorView):
    """Codes and names for a filter field, as one types."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = selectors.programme_suggestions(self.actor, request.GET.get("q", ""))
        return JsonResponse([{"value": one.code, "label": name_of(one)} for one in found], safe=False)
