"""The one search over everything: each capability finds its own things, the page shows them in groups."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from ceyuan.entry.web import shell
from ceyuan.kit import registry
from ceyuan.kit.regions import render_region
from ceyuan.kit.tables import link_query
from ceyuan.kit.views import ActorView

PER_GROUP = 8
MOST_LETTERS = 80


class Search(ActorView):
    """Results of `?q=` by kind, best first; `?kind=` keeps one kind and shows more of it."""

    title = _("Search")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.GET.get("q", "").strip()[:MOST_LETTERS]
        kind = request.GET.get("kind", "")
        found = self.find(wanted, kind) if wanted else []
        context = self.frame(q=wanted, kind=kind, found=found, total=sum(len(group["hits"]) for group in found))
        return render_region(request, "search.html", "results", context)

    def find(self, wanted: str, kind: str) -> list[dict[str, Any]]:
        """Groups with hits. One hit more than shown is asked for, to know whether there are more."""
        limit = PER_GROUP * 6 if kind else PER_GROUP
        groups = []
        for provider in registry.searches():
            if (kind and provider.key != kind) or not registry.permits(self.actor, provider.permission):
                continue
            hits = list(provider.find(self.actor, wanted, limit + 1))
            if hits:
                groups.append(
                    {
                        "provider": provider,
                        "hits": hits[:limit],
                        "more_url": self.more_url(provider, wanted, kind) if len(hits) > limit else "",
                    }
                )
        return groups

    def more_url(self, provider: registry.SearchProvider, wanted: str, kind: str) -> str:
        """The list of the capability with the same words, else more of this page."""
        if provider.more_url_name and (url := shell.address(provider.more_url_name)):
            return url + link_query(q=wanted)
        return "" if kind else link_query(q=wanted, kind=provider.key)
