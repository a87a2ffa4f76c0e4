"""One challenge: what is asked for, until when, the questions about it, and what can be done."""

import secrets
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.calls import challenge_facts
from ceyuan.apps.calls.messages import challenges as words
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies.challenges import BID, DECIDE, MANAGE, READ
from ceyuan.apps.calls.selectors import bids, races
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.calls.selectors.reviewing import may_look
from ceyuan.apps.calls.services.challenges import SUBJECT
from ceyuan.apps.calls.tables.challenges import budget
from ceyuan.apps.workflow.interface import case_options
from ceyuan.kit.numbers import money_text, number_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView

from .shared import history, list_crumb, time_left

# Steps with a page of their own: they need the new deadline, the panel, the notice, the cleared lines.
ON_OWN_PAGE = frozenset({"reopen", "send_to_review", "announce", "negotiate"})
READS_REVIEWS = ("reviews.view", "reviews.run", "reviews.supervise")
SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "="}


class ChallengeDetailView(DetailView):
    """The page of a challenge."""

    permission = READ
    template_name = "calls/challenge_detail.html"
    selector = staticmethod(selectors.challenge)

    def page_title(self, **context: Any) -> str:
        return str(context["object"].title)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        one = context["object"]

        def act(label: str, name: str, icon: str) -> Action:
            return Action(label, reverse(f"calls:{name}", args=[one.code]), icon)

        found = []
        if takes_bids(one) and self.actor.may(BID):
            found.append(
                Action(_("Bid"), reverse("calls:bid_start", args=[one.code]), "flag", primary=not context["mine"])
            )
        if may_look(self.actor, one) and one.published_at is not None and one.state != "published":
            found.append(act(_("Ranking and decision"), "decision", "list-details"))
        found += panel_action(self.actor, one)
        if race_seen(self.actor, one):
            found.append(act(_("Race"), "race", "route"))
        if not self.actor.may(MANAGE, one.unit.path):
            return found
        if one.published_at is None:
            found += [act(_("Edit"), "challenge_edit", "pencil")]
            found += [act(_("Indicators"), "challenge_indicators", "target")]
        elif one.state == "published":
            found.append(act(_("Extend the deadline"), "challenge_extend", "clock"))
        elif one.state == "unfilled":
            found.append(act(_("Open again"), "challenge_reopen", "refresh"))
        if one.state in {"draft", "demand_review", "published"}:
            found.append(act(_("Invite a unit"), "challenge_invite", "user-plus"))
        return found

    def more(self, found: Challenge) -> dict[str, Any]:
        runs = self.actor.may(MANAGE, found.unit.path)
        steps = runs or self.actor.may(DECIDE, found.unit.path)
        return {
            "facts": facts_shown(found),
            "state_text": words.STATES[found.state],
            "state_tone": words.STATE_TONES.get(found.state, "info"),
            "left": time_left(found.closes_at) if found.state == "published" else None,
            "indicators": [indicator_shown(one) for one in selectors.indicators_of(found)],
            "gates": [words.GATES[code] for code in found.gates],
            "texts": [(label, getattr(found, name)) for name, label in TEXTS if getattr(found, name).strip()],
            "questions": selectors.questions_of(self.actor, found),
            "may_ask": takes_bids(found) and self.actor.may(BID),
            "runs": runs,
            "key": secrets.token_hex(16),
            "bids_in": bids.handed_in(found),
            "mine": [(one, one.state) for one in bids.own(self.actor).filter(challenge=found).order_by("pk")],
            "invited": selectors.invited(found) if runs else [],
            "options": options_of(self.actor, found) if steps else None,
            "history": history(self.actor, SUBJECT, found.pk),
        }


def panel_action(actor: Any, one: Challenge) -> list[Action]:
    """The way to the panel that judges the bids, for who may read reviews of the publishing unit."""
    if one.panel_id is None or not any(actor.may(permission, one.unit.path) for permission in READS_REVIEWS):
        return []
    return [Action(_("Review panel"), reverse("reviews:panel", args=[one.panel_id]), "users")]


def race_seen(actor: Any, one: Challenge) -> bool:
    """Whether the page of the race has something to show to this reader."""
    if not MODES[one.mode].is_race or one.published_at is None:
        return False
    return actor.may(MANAGE, one.unit.path) or races.seen(actor, one) is not None


def takes_bids(one: Challenge) -> bool:
    """Whether bids and questions are taken at this moment."""
    return one.state == "published" and one.closes_at is not None and one.closes_at > timezone.now()


TEXTS = (
    ("problem", words.FIELDS["problem"]),
    ("background", words.FIELDS["background"]),
    ("deliverables", words.FIELDS["deliverables"]),
    ("constraints", words.FIELDS["constraints"]),
    ("reward", words.FIELDS["reward"]),
    ("ip_terms", words.FIELDS["ip_terms"]),
)


def facts_shown(one: Challenge) -> list[tuple[str, Any]]:
    """The facts at the head of the page."""
    span = str(one.awarded_min) if one.awarded_min == one.awarded_max else f"{one.awarded_min}–{one.awarded_max}"
    rows = [
        (_("Code"), one.code),
        (_("Mode"), words.MODES[one.mode]),
        (_("Demanding unit"), named(one.demander)),
        (_("End user"), one.end_user),
        (_("Publishing unit"), named(one.unit)),
        (_("Budget ceiling"), money_text(budget(one))),
        (_("Who may bid"), words.APPLICANTS[one.applicants]),
        (_("Bids to choose"), span),
        (_("Deadline for bids"), f"{timezone.localtime(one.closes_at):%Y-%m-%d %H:%M}" if one.closes_at else ""),
        (_("Ends unsolved on"), one.kill_on.isoformat() if one.kill_on else ""),
        (_("Secrecy"), words.SECRECY[one.secrecy]),
        (_("Published to"), words.SCOPES[one.scope]),
    ]
    return [(label, value) for label, value in rows if value]


def indicator_shown(one: Any) -> dict[str, Any]:
    """An indicator as the page writes it."""
    return {
        "name": one.name,
        "asked": f"{SIGNS[one.direction]} {number_text(one.value.normalize() + 0)} {one.unit_of_measure}".strip(),
        "baseline": number_text(one.baseline.normalize() + 0) if one.baseline is not None else "–",
        "method": one.method,
        "is_hard": one.is_hard,
        "third_party": one.third_party,
    }


def options_of(actor: Any, one: Challenge) -> Any:
    """The steps of the challenge; opening again has a page of its own, for it needs the new deadline."""
    found = case_options(
        actor,
        one,
        one.unit.path,
        url=reverse("calls:challenge_step", args=[one.code]),
        steps=words.STEPS,
        states=words.STATES,
        facts={**selectors.facts(one), **challenge_facts.of_challenge(one)},
    )
    kept = {
        name: tuple(step for step in getattr(found, name) if step.action not in ON_OWN_PAGE)
        for name in ("possible", "hindered", "others")
    }
    return type(found)(found.url, found.revision, kept["possible"], kept["hindered"], kept["others"])
