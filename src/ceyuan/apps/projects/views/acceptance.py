"""The acceptance of a project on one page: file, topics, indicators, results, money, proposal, conclusion."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.messages import acceptance as messages
from ceyuan.apps.projects.naming import sum_of, title_of
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import acceptance as selectors
from ceyuan.apps.projects.selectors import topics as topics_of
from ceyuan.apps.projects.services.acceptance import UNDER_WAY
from ceyuan.core.kernel import Reason
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action

from .expert_panel import shown as panel_shown
from .on_project import ProjectPage

PPM_PER_CENT = 10_000
BEFORE = ("in_progress", "completion_due")


class AcceptanceView(ProjectPage):
    """Everything that the end of a project rests on."""

    template_name = "projects/acceptance.html"
    tab = "acceptance"

    def actions(self, **context: Any) -> list[Action]:
        project, acceptance = context["object"], context["acceptance"]
        is_open = acceptance is not None and not acceptance.conclusion and project.state in UNDER_WAY
        speaks, runs = policies.may_speak(self.actor, project), policies.may_run(self.actor, project)
        decides = policies.may_decide(self.actor, project)
        reviewing = is_open and project.state == "acceptance_review"
        fails = project.state == "rectifying" and bool(decides)
        panel = context["panel"] or {}
        may_ask, running = panel.get("may_ask", False), panel.get("is_running", False)
        offered = (
            (project.state in BEFORE and speaks, "acceptance_apply", _("Apply for acceptance"), "flag"),
            (project.state == "rectifying" and speaks, "acceptance_resubmit", _("Resubmit"), "refresh"),
            (
                is_open and policies.may_check_money(self.actor, project),
                "acceptance_money",
                _("Check the money side"),
                "coins",
            ),
            (
                is_open and project.state == "acceptance_applied" and runs,
                "acceptance_review",
                _("Begin the review"),
                "users",
            ),
            (reviewing and runs and may_ask, "acceptance_panel", _("Ask a panel of experts"), "users"),
            ((reviewing and not running and (runs or decides)) or fails, "acceptance_conclude", _("Conclude"), "gavel"),
            (policies.may_check_file(self.actor, project), "archive_check", _("Check the file"), "archive"),
        )
        found = [
            Action(label, reverse(f"projects:{name}", args=[project.code]), icon)
            for holds, name, label, icon in offered
            if holds
        ]
        return [Action(one.label, one.url, one.icon, primary=not at) for at, one in enumerate(found)]

    def shown(self, project: Any) -> dict[str, Any]:
        acceptance = selectors.current(project)
        judged = selectors.judgement(project, acceptance) if acceptance else None
        items = selectors.file_items(project)
        wanting = set(selectors.missing(items))
        is_open = acceptance is not None and not acceptance.conclusion and project.state in UNDER_WAY
        speaks = bool(policies.may_speak(self.actor, project))
        return {
            "acceptance": acceptance,
            "rounds": [(one, _conclusion(one)) for one in selectors.rounds(project)],
            "file": [(one, one.label_zh if is_chinese() else one.label_en, one.key in wanting) for one in items],
            "file_missing": len(wanting),
            "check": selectors.archive_check(project),
            "check_text": messages.ARCHIVE_OUTCOMES,
            "rows": [_row(one) for one in selectors.item_rows(project, acceptance)] if acceptance else [],
            "topics": _topics(project, acceptance),
            "results": [(one, one.share_ppm / PPM_PER_CENT) for one in selectors.results_used(acceptance)]
            if acceptance
            else [],
            "money_text": messages.MONEY_OUTCOMES.get(acceptance.money, "") if acceptance else "",
            "arrived": sum_of(acceptance.money_arrived_minor, project.currency) if acceptance else None,
            "spent": sum_of(acceptance.money_spent_minor, project.currency) if acceptance else None,
            "proposal": _proposal(judged) if judged else None,
            "panel": panel_shown(self.actor, project, acceptance, is_open=is_open) if acceptance else None,
            "is_open": is_open,
            "may_enter": is_open and speaks,
            "may_place": bool(policies.may_add_to_log(self.actor, project)) and bool(policies.is_online(project)),
        }


def _row(one: Any) -> dict[str, Any]:
    share = one.completion
    return {
        "indicator": one.indicator,
        "name": (one.indicator.name_zh if is_chinese() else one.indicator.name_en) or one.indicator.name_zh,
        "item": one.item,
        "achieved": _achieved(one.item),
        # Cut, not rounded: what falls short by little is not shown as reached.
        "percent": None if share is None else int(share * 1000) / 10,
        "missed": one.is_missed,
    }


def _achieved(item: Any) -> str:
    if item is None:
        return ""
    if item.achieved is not None:
        return f"{item.achieved.normalize():f}"
    return str(messages.QUALITY.get(str(item.level_ppm), ""))


def _topics(project: Any, acceptance: Any) -> list[dict[str, Any]]:
    known = selectors.topic_evaluations(acceptance) if acceptance else {}
    rows = []
    for topic in topics_of(project):
        made = known.get(topic.pk)
        rows.append(
            {
                "topic": topic,
                "title": title_of(topic),
                "made": made,
                "outcome": messages.TOPIC_OUTCOMES[made.outcome] if made else "",
                "tone": messages.TOPIC_TONES[made.outcome] if made else "neutral",
            }
        )
    return rows


def _conclusion(one: Any) -> dict[str, Any]:
    told = one.proposal or {}
    return {
        "text": messages.CONCLUSIONS.get(one.conclusion, ""),
        "tone": messages.CONCLUSION_TONES.get(one.conclusion, "info"),
        "recommended": messages.CONCLUSIONS.get(told.get("recommended", ""), ""),
        "obstacles": [reason_text(Reason(line["code"], line["facts"])) for line in told.get("obstacles", [])],
    }


def _proposal(judged: Any) -> dict[str, Any]:
    """What the facts propose, in words."""
    return {
        "weighted": int(judged.weighted.value * 1000) / 10,
        "recommended": messages.CONCLUSIONS.get(judged.recommended or "", ""),
        "tone": messages.CONCLUSION_TONES.get(judged.recommended or "", "neutral"),
        "obstacles": [reason_text(one) for one in judged.obstacles],
        "open": [reason_text(one) for one in judged.open_reasons],
        "parts": [
            {
                "name": part.sources[0].label,
                "weight": float(part.inputs[0].value) * 100,
                "completion": int(part.inputs[1].value * 1000) / 10,
            }
            for part in judged.weighted.inputs
        ],
    }
