"""The ranking of bids as its page writes it: scores with their interval, opinions, notice, decision."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.calls.messages import bids as words
from ceyuan.apps.calls.messages.decisions import OUTCOME_TONES, OUTCOMES
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.calls.selectors.reviewing import OPEN, Ranked
from ceyuan.apps.calls.tables.challenges import bid_url, funds
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.interface import panels_of, seal_of
from ceyuan.core.kernel.money import Money
from ceyuan.kit.numbers import money_text
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named

FEN_PER_WAN = 1_000_000


def row_shown(row: Ranked, typed: Mapping[str, str], wrong: str) -> dict[str, Any]:
    """A bid of the ranking; `typed` is what a refused form held."""
    found, result, decision = row.bid, row.result, row.decision
    start = {
        "outcome": decision.outcome if decision else "",
        "reasons": decision.reasons if decision else "",
        "conditions": decision.conditions if decision else "",
        "place": str(decision.place or "") if decision else "",
        "funds": f"{decision.funds_minor / FEN_PER_WAN:g}" if decision and decision.funds_minor is not None else "",
    }
    key = found.pk
    return {
        "bid": found,
        "url": bid_url(found),
        "unit": named(found.unit),
        "leader": named(found.leader),
        "money": money_text(funds(found)) if found.funds_minor else "–",
        "state": words.STATES[found.state],
        "tone": words.STATE_TONES.get(found.state, "neutral"),
        "is_open": found.state in OPEN,
        "rank": result.rank if result else None,
        "raw": _score(result.raw_mean) if result else "–",
        "calibrated": _score(result.calibrated) if result else "–",
        "span": f"{_score(result.low)} – {_score(result.high)}" if result and result.low is not None else "–",
        "chance": _share(result.rank_probability) if result else "",
        "remarks": [reason_text(one) for one in result.reasons] if result else [],
        "opinions": list(result.opinions) if result else [],
        "decision": decision,
        "outcome": OUTCOMES[decision.outcome] if decision else "",
        "outcome_tone": OUTCOME_TONES[decision.outcome] if decision else "neutral",
        "granted": money_text(Money(decision.funds_minor, found.currency))
        if decision and decision.funds_minor is not None
        else "",
        "notice": _notice(row),
        "form": {name: typed.get(f"{name}_{key}", value) for name, value in start.items()},
        "choices": [(code, label) for code, label in OUTCOMES.items()],
        "wrong": wrong,
    }


def _score(value: Any) -> str:
    return "–" if value is None else f"{float(value):.2f}"


def _share(value: Any) -> str:
    return "" if value is None else f"{float(value) * 100:.0f}%"


def _notice(row: Ranked) -> dict[str, str] | None:
    """Whether the line of a selected bid is clear, and if not, why."""
    if row.decision is None or row.decision.outcome != "selected":
        return None
    verdict = selectors.notice_verdict(row.bid.pk)
    if verdict:
        return {"text": _("notice clear"), "tone": "good"}
    return {"text": reason_text(verdict.reasons[0]), "tone": "warn"}


def panel_shown(actor: Actor, one: Challenge) -> dict[str, Any] | None:
    """The panel that judged the bids, with the seal of its record."""
    known = {panel.pk: panel for panel in panels_of(actor, "calls.challenge", one.pk)}
    panel = known.get(one.panel_id or 0)
    if panel is None:
        return None
    sealed = seal_of(panel.pk)
    return {
        "title": panel.title,
        "url": reverse("reviews:panel", args=[panel.pk]),
        "seal": sealed.head if sealed else "",
        "due_at": panel.due_at,
    }


def actions_for(actor: Actor, one: Challenge) -> list[dict[str, str]]:
    """The buttons of the office under the ranking, as far as the state allows them."""
    if not actor.may(MANAGE, one.unit.path):
        return []
    found = []
    told = selectors.facts(one)
    waiting = any(row.bid.state in OPEN for row in selectors.current(one).values())
    if one.state == "decision" and told["decided"]:
        found.append({"act": "announce", "label": _("Put the decision on public notice")})
    if one.state == "publicity" and waiting:
        found.append({"act": "announce", "label": _("Put lines without a notice on show")})
    if one.state in {"publicity", "negotiation", "pledged", "running"} and waiting:
        found.append({"act": "take_up", "label": _("Let what is clear go on")})
    return found
