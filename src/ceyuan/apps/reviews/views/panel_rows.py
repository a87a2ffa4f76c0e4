"""The rows on the page of a panel: cases, seats, recusals, and the last search for an assignment."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from ceyuan.apps.reviews.messages import panels as words
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.tables.pool import employer, expert_url, minute
from ceyuan.apps.reviews.wording import reasons_told
from ceyuan.kit.templatetags.kit import named


def case_rows(panel: Any) -> list[dict[str, Any]]:
    """The cases of a panel with how far their reviews are."""
    counted: list[Any] = selectors.cases_with_work(panel)
    return [{"case": one, "url": _case_url(one), "done": one.done, "in_all": one.in_all} for one in counted]


def seat_rows(panel: Any, *, acts: bool) -> list[dict[str, Any]]:
    """The seats of a panel with how far the work of each is."""
    work = selectors.work_by_seat(panel)
    changes = acts and panel.state in {"drawn", "reviewing"}
    return [
        {
            "seat": one,
            "name": named(one.expert),
            "url": expert_url(one.expert),
            "employer": employer(one.expert),
            "role": words.ROLES[one.role] if one.role == "chair" else "",
            "state": words.SEAT_STATES[one.state],
            "tone": words.SEAT_TONES[one.state],
            "in_place_of": named(one.in_place_of.expert) if one.in_place_of else "",
            "done": work.get(one.pk, (0, 0))[0],
            "in_all": work.get(one.pk, (0, 0))[1],
            "acts": changes and one.state in selectors.OPEN_SEATS,
        }
        for one in selectors.seats(panel)
    ]


def recusal_rows(actor: Any, panel: Any) -> list[dict[str, Any]]:
    """Who is kept from which case, and why."""
    rows = list(selectors.recusals(panel))
    told = reasons_told(actor, [row.reasons for row in rows])
    return [
        {
            "case": row.case.title,
            "expert": named(row.expert),
            "source": words.SOURCES[row.source],
            "why": "；".join([*texts, row.words] if row.words else texts),
        }
        for row, texts in zip(rows, told, strict=True)
    ]


def run_shown(actor: Any, panel: Any) -> dict[str, Any] | None:
    """The last search for an assignment: how far it is, what it proved, or why it failed."""
    run = selectors.last_run(panel)
    if run is None:
        return None
    return {
        "run": run,
        "open": run.state in {"waiting", "running"},
        "state": words.RUN_STATES[run.state],
        "tone": words.RUN_TONES[run.state],
        "engine": words.ENGINES.get(run.engine, ""),
        "stages": [
            {"label": words.STAGES[one["stage"]], **one, "gap": abs(one["bound"] - one["value"])} for one in run.stages
        ],
        "missing": reasons_told(actor, [run.missing])[0],
        "finished": minute(run.finished_at),
        "asked": minute(run.asked_at),
    }


def _case_url(case: Any) -> str:
    name = case.facts.get("url_name", "")
    try:
        return reverse(name, args=[case.subject_id]) if name else ""
    except NoReverseMatch:
        return ""
