"""The first page: the cockpit for who may see it, else what this person may do and what waits for them."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ceyuan.entry.web import shell
from ceyuan.kit import registry
from ceyuan.kit.views import ActorView

COCKPIT = "insight:cockpit"
TODO_LIMIT = 12


class Home(ActorView):
    """Leads on: to the cockpit if the menu has it for this actor, else to the start page."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = {link.entry.url_name: link.url for link in shell.links(self.actor)}
        return HttpResponseRedirect(found.get(COCKPIT) or shell.address("start"))


class Start(ActorView):
    """What waits for the person and where they may go."""

    title = _("Start page")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        waiting: list[tuple[Any, Any]] = [
            (provider, items)
            for provider in registry.todos()
            if registry.permits(self.actor, provider.permission) and (items := provider.items(self.actor, TODO_LIMIT))
        ]
        return render(request, "start.html", self.frame(waiting=waiting))
