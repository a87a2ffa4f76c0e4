"""The inbox (待办): all that waits for this person, over all capabilities, nearest day first."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.entry.web import shell
from ceyuan.kit import inbox
from ceyuan.kit.regions import render_region
from ceyuan.kit.views import ActorView

MOST = 100
SPANS = {
    "": _("All"),
    inbox.OVERDUE: _("Overdue"),
    inbox.WEEK: _("Within seven days"),
    inbox.LATER: _("Later"),
    inbox.UNDATED: _("Without a day"),
}


class Inbox(ActorView):
    """What waits, by nearness and by kind."""

    title = _("To do")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = inbox.inbox(self.actor, timezone.localdate(), MOST)
        span = request.GET.get("span", "")
        span = span if span in SPANS else ""
        kind = request.GET.get("kind", "")
        of_span = found.only(span=span)
        counts = found.counts() | {"": len(found.waiting)}
        context: dict[str, Any] = self.frame(
            spans=[(key, label, counts[key]) for key, label in SPANS.items()],
            span=span,
            kinds=of_span.kinds(),
            kind=kind,
            waiting=of_span.only(kind=kind).waiting,
            cut=found.cut,
            delegations=shell.address("organisation:delegations"),
            mail=shell.address("organisation:my_account"),
        )
        return render_region(request, "inbox.html", "inbox", context)
