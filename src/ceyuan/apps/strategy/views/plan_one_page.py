"""The plan of a unit and a year on one printed page."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ceyuan.apps.documents.interface import render_pdf
from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.plan_words import name_of, text_of
from ceyuan.apps.strategy.policies.plans import VIEW
from ceyuan.apps.strategy.selectors.one_page import OnePage, one_page
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.kit.numbers import date_text, is_chinese
from ceyuan.kit.views import ActorView

from .plan_rows import SIGNS, badge_of

# What a page holds at most; what is more is counted, and the page of the unit shows it.
MOST_TARGETS, MOST_TASKS, MOST_DIRECTIONS, MOST_GAPS = 16, 10, 8, 5
_LONGEST = 70


class OnePageView(ActorView):
    """A PDF/A of one A4 page."""

    permission = VIEW

    def get(self, request: HttpRequest, code: str, year: int) -> HttpResponseBase:
        found = one_page(self.actor, code, year)
        if found is None or not 1990 <= year <= 2100:
            raise Http404
        body = render_pdf("strategy/one_page", page_facts(found, self.actor))
        response = HttpResponse(body, content_type="application/pdf")
        name = f"{code}-{year}"
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}.pdf"
        return response


def page_facts(found: OnePage, actor: Any) -> dict[str, Any]:
    """What the template prints, in the reader's language."""
    unit: Any = found.unit
    return {
        "language": "zh" if is_chinese() else "en",
        "title": _("%(unit)s: plan of %(year)s on one page") % {"unit": name_of(unit), "year": found.year},
        "code": unit.code,
        "group": name_of(unit.group),
        "as_of": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "printed_by": actor.name,
        "letter": _letter(found),
        "targets": {
            "heading": _("Targets of the year"),
            "columns": [
                pgettext("one page", "Indicator"),
                pgettext("one page", "Weight"),
                pgettext("one page", "Baseline"),
                pgettext("one page", "Basic"),
                pgettext("one page", "Satisfactory"),
                pgettext("one page", "Challenge"),
                pgettext("one page", "Now"),
                pgettext("one page", "Completion"),
            ],
            "rows": [_target(figure) for figure in found.figures[:MOST_TARGETS]],
            "empty": _("No target yet"),
            "more": _more(len(found.figures), MOST_TARGETS),
        },
        "lists": [
            _list(_("Tasks it leads"), [_task(one) for one in found.tasks], MOST_TASKS),
            _list(_("Technology directions it answers for"), _directions(found), MOST_DIRECTIONS),
            _list(_("Open gaps"), [_gap(one) for one in found.gaps], MOST_GAPS),
            _list(_("Uptake of the policy measures"), _uptake(found.uptake), 1),
        ],
        "labels": {
            "as_of": pgettext("on paper", "As of"),
            "printed_by": pgettext("on paper", "Printed by"),
            "fingerprint": pgettext("on paper", "Fingerprint of the facts (SHA-256)"),
        },
    }


def _target(figure: Any) -> list[str]:
    target, writing = figure.target, of_value(figure.target.kpi)
    unit = f" ({writing.unit})" if writing.unit else ""
    weight = f"{target.weight_ppm / 10_000:g}%" if target.weight_ppm else "–"
    value = figure.standing.value if figure.standing else None
    return [
        f"{name_of(target.kpi)}{unit}",
        weight,
        writing.text(target.baseline),
        writing.text(target.basic),
        f"{SIGNS[target.kpi.direction]} {writing.text(target.value)}",
        writing.text(target.challenge),
        writing.text(value),
        badge_of(figure),
    ]


def _letter(found: OnePage) -> str:
    state = found.letter.state if found.letter else ""
    return _("Responsibility letter: %(state)s") % {"state": words.LETTER_STATES.get(state, _("none yet"))}


def _task(one: Any) -> str:
    due = f" ({date_text(one.due_on)})" if one.due_on else ""
    return f"{one.number} {_short(text_of(one))}{due}".strip()


def _directions(found: OnePage) -> list[str]:
    return [
        f"{one.code} {_short(name_of(one))}, TRL {found.levels.get(one.pk, '?')} → {one.trl_wanted or '?'}"
        for one in found.directions
    ]


def _gap(one: Any) -> str:
    return f"{_short(one.title)} ({date_text(one.due_on)})"


def _uptake(counts: dict[str, int]) -> list[str]:
    told = [f"{words.UPTAKE_STATES[state]} {counts[state]}" for state in words.UPTAKE_STATES if counts.get(state)]
    return [" · ".join(told)] if told else []


def _list(heading: str, items: list[str], most: int) -> dict[str, Any]:
    return {"heading": heading, "items": items[:most], "more": _more(len(items), most), "empty": _("None")}


def _more(number: int, most: int) -> str:
    rest = number - most
    return ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest} if rest > 0 else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    longest = _LONGEST if is_chinese() else 2 * _LONGEST
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
