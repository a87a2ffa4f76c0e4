"""The programme tree and one programme."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import labels, selectors
from ceyuan.apps.projects.tables import name_of
from ceyuan.kit.views import ActorView, Crumb, DetailView


def programme_url(programme: Any) -> str:
    """The page of a programme; the root's is the tree itself."""
    return reverse("projects:programme_detail", args=[programme.code])


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

    def extra(self, found: Any) -> dict[str, Any]:
        children = selectors.programme_children(self.actor, found)
        return {
            "kind": labels.PROGRAMME_KINDS.get(found.kind, found.kind),
            "children": [(one, labels.PROGRAMME_KINDS.get(one.kind, one.kind)) for one in children],
            "project_count": selectors.matching(self.actor, {"programme": found.code}).count(),
        }


class ProgrammeSuggestView(ActorView):
    """Codes and names for a filter field, as one types."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = selectors.programme_suggestions(self.actor, request.GET.get("q", ""))
        return JsonResponse({"items": [{"value": one.code, "label": name_of(one)} for one in found]})
