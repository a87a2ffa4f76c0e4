"""One bid as it stands: for its own people, and for who runs the challenge once it is open."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.calls.award_actions import actions_of
from ceyuan.apps.calls.messages import bids as words
from ceyuan.apps.calls.models import Bid
from ceyuan.apps.calls.policies.challenges import BID, MANAGE
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.services import bids
from ceyuan.apps.calls.tables.challenges import bid_url, challenge_url, funds
from ceyuan.apps.calls.workflows import BID_V1
from ceyuan.apps.documents.interface import kept_bytes
from ceyuan.apps.workflow.interface import case_options, take_step
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.numbers import money_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView

from .challenge_detail import SIGNS
from .shared import challenge_crumb, history, list_crumb, own_bid, time_left

# From here on there is a decision to read about.
DECIDED = frozenset(BID_V1.states) - {"draft", "submitted", "withdrawn", "discarded", "admitted", "turned_away"}
OWN_STEPS = frozenset({"withdraw", "discard"})


class BidDetailView(DetailView):
    """The page of a bid."""

    permission = BID
    template_name = "calls/bid_detail.html"
    selector = staticmethod(selectors.bid)

    def page_title(self, **context: Any) -> str:
        return str(context["object"].title)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(context["object"].challenge)]

    def actions(self, **context: Any) -> list[Action]:
        found, shown = context["object"], []
        if context["mine"] and found.state == "draft":
            shown.append(
                Action(
                    _("Go on with the bid"),
                    reverse("calls:bid_edit", args=[found.pk, "basics"]),
                    "pencil",
                    primary=True,
                )
            )
        if context["runs"] and found.state != "draft":
            shown.append(Action(_("Formal check"), reverse("calls:bid_check", args=[found.pk]), "checklist"))
        if context["runs"] and found.challenge.state in {"review", "defence", "decision"}:
            shown.append(Action(_("Note on-site check or defence"), reverse("calls:defence", args=[found.pk]), "notes"))
        if found.state in DECIDED:
            shown.append(Action(_("Decision and pledge"), reverse("calls:pledge", args=[found.pk]), "signature"))
        return [*shown, *actions_of(self.actor, found)]

    def more(self, found: Bid) -> dict[str, Any]:
        mine = selectors.is_mine(self.actor, found)
        content = selectors.content(found)
        return {
            "mine": mine,
            "runs": self.actor.may(MANAGE, found.challenge.unit.path),
            "state_text": words.STATES[found.state],
            "state_tone": words.STATE_TONES.get(found.state, "neutral"),
            "left": time_left(found.challenge.closes_at),
            "challenge_url": challenge_url(found.challenge),
            "content": content,
            "offers": [offer_shown(one) for one in content["indicators"]],
            "shares": [{**one, "share": f"{one['share_ppm'] / 10_000:g}%"} for one in content["milestones"]],
            "partners": [
                {**one, "money": money_text(Money(one["funds_minor"], found.currency))} for one in content["partners"]
            ],
            "facts": facts_shown(found),
            "files": list(found.files.all()),
            "options": _own_options(self.actor, found) if mine else None,
            "history": history(self.actor, bids.SUBJECT, found.pk),
        }


def facts_shown(found: Bid) -> list[tuple[str, Any]]:
    """The facts at the head of the page."""
    rows = [
        (pgettext("record", "Challenge"), found.challenge.title),
        (_("No."), found.number),
        (_("Unit that bids"), named(found.unit)),
        (_("Leader"), named(found.leader)),
        (_("Money asked for"), money_text(funds(found)) if found.funds_minor else ""),
        (_("Fingerprint (SHA-256)"), found.sha256),
    ]
    return [(label, value) for label, value in rows if value]


def offer_shown(one: dict[str, Any]) -> dict[str, Any]:
    """An offer as the page writes it."""
    value = f"{SIGNS[one['direction']]} {one['value']} {one['unit_of_measure']}" if one["value"] is not None else "–"
    return {**one, "offered": value.strip()}


def _own_options(actor: Any, found: Bid) -> Any:
    """What its own people can do with a bid besides handing it in, which has a page of its own."""
    if found.state not in {"draft", "submitted"}:
        return None
    closes_at = found.challenge.closes_at
    left = time_left(closes_at)
    facts = {
        "before_deadline": left["text"] != "" and left["tone"] != "neutral",
        "closes_at": f"{closes_at:%Y-%m-%d %H:%M}" if closes_at else "–",
    }
    every = case_options(
        actor,
        found,
        found.unit.path,
        url=reverse("calls:bid_step", args=[found.pk]),
        steps={"withdraw": _("Take the bid back"), "discard": _("Give the draft up")},
        states=words.STATES,
        facts=facts,
    )
    kept = {
        name: tuple(step for step in getattr(every, name) if step.action in OWN_STEPS)
        for name in ("possible", "hindered")
    }
    return type(every)(every.url, every.revision, kept["possible"], kept["hindered"], ())


class BidStepView(ActorView):
    """Hand in, take back, give up."""

    permission = BID
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = own_bid(self.actor, pk)
        return take_step(request, partial(self.take, found.pk), back=bid_url(found))

    def take(self, pk: int, *, action: str, revision: int, reason: str) -> Any:
        """Call the act behind a button."""
        del reason
        acts = {"submit": bids.submit, "withdraw": bids.withdraw, "discard": bids.discard}
        if action not in acts:
            raise Refused("workflow.unknown_action", action=action)
        return acts[action](actor=self.actor, bid_id=pk, revision=revision)


class BidFileView(ActorView):
    """A file of a bid, as a download."""

    permission = BID
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
        found = selectors.bid(self.actor, pk)
        kept = found.files.filter(pk=file).first() if found else None
        content = kept_bytes((bids.SUBJECT, pk), kept.document_id) if kept else None
        if kept is None or content is None:
            raise Http404
        answer = HttpResponse(content, content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = _attachment(kept.name)
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def _attachment(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"  # noqa: FBT003 - the header's own signature
