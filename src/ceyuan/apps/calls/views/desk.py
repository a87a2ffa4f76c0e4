"""The office's desk for one challenge: its bids once they are open, the formal check, likeness to earlier work."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.filters.challenges import DeskFilters
from ceyuan.apps.calls.messages import bids as words
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.selectors import checks
from ceyuan.apps.calls.services import formal_check, likeness
from ceyuan.apps.calls.tables.challenges import DeskTable
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import ActorView, Crumb, ListView

from .shared import bid_crumb, challenge_crumb, list_crumb, managed, time_left


class DeskView(ListView):
    """The bids of a challenge."""

    title = _("Bids on the challenge")
    permission = MANAGE
    template_name = "calls/desk.html"
    table, filters = DeskTable, DeskFilters
    selector = staticmethod(selectors.of_challenge)
    empty = Empty(_("No bid is open to you"), _("Sealed bids appear here after the deadline."))
    export_name = "bids"
    challenge: Challenge

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.challenge = managed(self.actor, kwargs["code"])
        return super().get(request, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.challenge)]

    def more(self, listing: Any, filters: Any) -> dict[str, Any]:
        del listing, filters
        one = self.challenge
        count = selectors.handed_in(one)
        return {
            "sealed": selectors.sealed(one),
            "counted": ngettext("%(n)s bid handed in", "%(n)s bids handed in", count) % {"n": count},
            "left": time_left(one.closes_at),
        }


class CheckView(ActorView):
    """The formal check of one bid, item by item, beside its likeness to earlier work."""

    permission = MANAGE
    title = _("Formal check")

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.show(request, self.bid(pk), {}, 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = self.bid(pk)
        answers = {
            item: (request.POST[item] == "yes", request.POST.get(f"{item}_note", ""))
            for item in formal_check.items_for(found.challenge)
            if request.POST.get(item) in {"yes", "no"}
        }
        try:
            formal_check.note(actor=self.actor, bid_id=pk, answers=answers)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            wrong = {item: reason_text(reasons[0]) for item, reasons in problem.fields.items()}
            return self.show(request, found, wrong, 422)
        else:
            messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(reverse("calls:bid_check", args=[pk]))

    def bid(self, pk: int) -> Bid:
        """The bid, if the actor's office runs its challenge and it is open."""
        found = checks.for_office(self.actor, pk)
        if found is None or found.state == "draft":
            raise Http404
        return found

    def show(self, request: HttpRequest, found: Bid, wrong: dict[str, str], status: int) -> HttpResponseBase:
        """The page; what the records tell is ticked beforehand, a person confirms it."""
        noted, proposed = checks.noted(found), checks.proposed(found)
        items = formal_check.items_for(found.challenge)
        rows = []
        for item in items:
            kept = noted.get(item)
            said = request.POST.get(item) or ("" if kept is None else "yes" if kept.passed else "no")
            if not said and item in proposed:
                said = "yes" if proposed[item] else "no"
            rows.append(
                {
                    "item": item,
                    "label": words.ITEMS[item],
                    "said": said,
                    "note": request.POST.get(f"{item}_note", kept.note if kept else ""),
                    "wrong": wrong.get(item, ""),
                    "proposed": item in proposed and kept is None,
                }
            )
        context = self.frame(
            object=found,
            rows=rows,
            is_open=found.state == "submitted" and found.challenge.state in {"closed", "formal_check"},
            is_whole=set(items) <= set(noted),
            failed=sum(not one.passed for one in noted.values()),
            state_text=words.STATES[found.state],
            state_tone=words.STATE_TONES.get(found.state, "neutral"),
            alike=[_alike(one) for one in checks.likenesses(found)],
        )
        return render(request, "calls/check.html", context, status=status)

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = context["object"]
        desk = Crumb(_("Bids on the challenge"), reverse("calls:desk", args=[found.challenge.code]))
        return [list_crumb(), challenge_crumb(found.challenge), desk, bid_crumb(found)]


def _alike(one: Any) -> dict[str, Any]:
    return {
        "label": one.other_label,
        "url": one.other_url,
        "share": f"{one.share_ppm / 10_000:.1f}%",
        "tone": "bad" if one.share_ppm >= 500_000 else "warn" if one.share_ppm >= 200_000 else "neutral",
        "parts": [(words.LIKENESS_PARTS[part], f"{ppm / 10_000:.0f}%") for part, ppm in one.parts.items()],
        "passages": [{**passage, "part": words.LIKENESS_PARTS[passage["part"]]} for passage in one.passages],
    }


class ConcludeView(ActorView):
    """The outcome of the formal check."""

    permission = MANAGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if checks.for_office(self.actor, pk) is None:
            raise Http404
        seen = request.POST.get("revision", "")
        try:
            formal_check.conclude(actor=self.actor, bid_id=pk, revision=int(seen) if seen.isdecimal() else -1)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, gettext("The step was taken."))
        return HttpResponseRedirect(reverse("calls:bid_check", args=[pk]))


class CompareView(ActorView):
    """Compare with earlier bids and projects."""

    permission = MANAGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if checks.for_office(self.actor, pk) is None:
            raise Http404
        found = likeness.compare(actor=self.actor, bid_id=pk)
        told = ngettext("%(n)s earlier work is alike.", "%(n)s earlier works are alike.", len(found)) % {
            "n": len(found)
        }
        messages.success(request, told)
        return HttpResponseRedirect(reverse("calls:bid_check", args=[pk]) + "#alike")
