"""One responsibility letter: its words, weights, signatures and what can be done."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy import letter_content
from ceyuan.apps.strategy.letter_paper import weight_text
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.policies.responsibility import NEGOTIATE, SIGN, VIEW
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.services import letters
from ceyuan.apps.workflow.interface import CaseOptions, case_options
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView

from .letters import list_crumb
from .responsibility_parts import history


class LetterDetailView(DetailView):
    """One letter: its words, its weights while it is a draft, its signatures, and what can be done."""

    permission = VIEW
    template_name = "strategy/letter_detail.html"
    selector = staticmethod(selectors.letter_of)

    def page_title(self, **context: Any) -> str:
        found = context["object"]
        return gettext("Responsibility letter %(year)s: %(unit)s") % {"year": found.year, "unit": named(found.unit)}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        found = context["object"]
        paper = reverse("strategy:letter_paper", args=[found.pk])
        shown = [Action(_("Letter (PDF)"), paper, "file-text")]
        if found.state not in {"draft", "cancelled"}:
            shown.append(Action(_("Check the signatures"), reverse("strategy:letter_verify", args=[found.pk]), "check"))
        if context.get("signing"):
            shown.append(Action(_("Sign"), reverse("strategy:letter_sign", args=[found.pk]), "signature", primary=True))
        return shown

    def more(self, found: Any) -> dict[str, Any]:
        content = selectors.shown_content(self.actor, found)
        lines = [line_shown(line) for line in content["lines"]]
        waiting = {one.letter.pk for one in selectors.to_sign(self.actor, timezone.localdate())}
        upper_hand = self.actor.may(NEGOTIATE, found.upper_unit.path)
        total = letter_content.weight_sum(content["lines"])
        return {
            "state_text": words.LETTER_STATES[found.state],
            "state_tone": words.LETTER_TONES[found.state],
            "content": content,
            "lines": lines,
            "terms": letter_content.texts(content["terms"], chinese=is_chinese()),
            "duties": [duty_shown(duty) for duty in content["duties"]],
            "weight_total": weight_text(total),
            "is_whole": total == letter_content.WHOLE,
            "open_targets": selectors.open_targets(found) if found.state == "draft" else 0,
            "can_weigh": found.state == "draft" and upper_hand and lines,
            "signing": found.pk in waiting,
            "sides": _sides(found, content),
            "options": options_of(self.actor, found) if upper_hand or self.actor.may(SIGN, found.unit.path) else None,
            "history": history(self.actor, letters.SUBJECT, found.pk),
        }


def line_shown(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the letter as the page writes it."""
    chinese = is_chinese()
    return {
        **{name: letter_content.figure(line, name, chinese=chinese) for name in letter_content.FIGURES},
        "target": line["target"],
        "code": line["code"],
        "name": letter_content.named(line, chinese=chinese),
        "sign": {"at_least": "≥", "at_most": "≤", "equal": "="}[line["direction"]],
        "is_gate": line["is_gate"],
        "weight": weight_text(line["weight_ppm"]),
        "percent": weight_text(line["weight_ppm"]).removesuffix("%"),
        "verdict_rule": line["verdict_rule"],
        "assessor": letter_content.named(line, chinese=chinese, name="assessor"),
        "due_on": line["due_on"],
    }


def duty_shown(duty: Mapping[str, Any]) -> dict[str, str]:
    """A duty in the letter in the reader's language."""
    chinese = is_chinese()
    return {
        "title": letter_content.named(duty, chinese=chinese, name="title"),
        "text": letter_content.named(duty, chinese=chinese, name="text"),
        "basis": duty["basis"],
    }


def _sides(letter: Any, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    signed = selectors.signatures(letter)
    return [
        {
            "title": title,
            "unit": letter_content.named(content[side], chinese=is_chinese()),
            "leader": letter_content.named(content[side].get("leader") or {}, chinese=is_chinese()),
            "signature": signed.get(side),
        }
        for side, title in (("upper", _("Unit above")), ("lower", _("Unit that signs")))
    ]


def options_of(actor: Any, letter: Any) -> CaseOptions:
    """The steps besides signing, which has a page of its own."""
    content = selectors.shown_content(actor, letter)
    upper = actor.may(NEGOTIATE, letter.upper_unit.path)
    facts = selectors.facts(letter, content["lines"], selectors.open_targets(letter))
    found = case_options(
        actor,
        letter,
        letter.upper_unit.path if upper else letter.unit.path,
        url=reverse("strategy:letter_step", args=[letter.pk]),
        steps=words.LETTER_STEPS,
        states=words.LETTER_STATES,
        facts={**facts, "scored": True, "signer": True},
    )
    shown = {"offer", "cancel", "close", "return"} if upper else {"return"}
    keep = {
        name: tuple(one for one in getattr(found, name) if one.action in shown) for name in ("possible", "hindered")
    }
    return type(found)(found.url, found.revision, keep["possible"], keep["hindered"], ())
