"""An acceptance as its experts read it: what was promised and achieved, and what shows it."""

from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.projects.messages import acceptance as messages
from ceyuan.apps.projects.naming import title_of
from ceyuan.apps.projects.selectors import acceptance as reading
from ceyuan.apps.projects.selectors import expert_panel as selectors
from ceyuan.apps.projects.selectors import topics as topics_of
from ceyuan.apps.reviews.interface import Dossier, Paper
from ceyuan.kit.numbers import is_chinese


def dossier(subject_id: str, blind: bool) -> Dossier | None:  # noqa: FBT001 - the door of the reviews asks it so
    """The dossier of a round of acceptance; None when it is gone. Blind, it has no names and no files."""
    found = selectors.round_of(int(subject_id)) if subject_id.isdecimal() else None
    if found is None:
        return None
    project = found.project
    sections = [
        (_("Statement"), found.statement),
        (_("Indicators"), "\n".join(_indicator(row) for row in reading.item_rows(project, found))),
        (_("Evaluation of the topics"), "\n".join(_topics(project, found))),
        (_("Results counted here"), "\n".join(one.title for one in reading.results_used(found))),
        (_("Money side"), str(messages.MONEY_OUTCOMES.get(found.money, ""))),
    ]
    papers: list[Paper] = []
    if not blind:
        leader = project.leader.name_zh if project.leader else project.leader_name
        team = [_("Lead unit") + f": {project.lead_unit}", _("Leader") + f": {leader}" if leader else ""]
        sections.append((_("Team"), "\n".join(filter(None, team))))
        papers = [
            Paper(name, reverse("projects:acceptance_paper", args=[found.pk, document.pk]), document.file.sha256)
            for document, name in selectors.papers(found)
        ]
    return Dossier(title_of(project), [(label, text) for label, text in sections if text], papers)


def _indicator(row: Any) -> str:
    one, item = row.indicator, row.item
    name = (one.name_zh if is_chinese() else one.name_en) or one.name_zh
    if item is None:
        return _("%(name)s: nothing entered") % {"name": name}
    achieved = f"{item.achieved.normalize():f}" if item.achieved is not None else ""
    return _("%(name)s: promised %(promised)s, achieved %(achieved)s (%(percent)s); shown by: %(evidence)s") % {
        "name": name,
        "promised": item.current or "–",
        "achieved": achieved or str(messages.QUALITY.get(str(item.level_ppm), "–")),
        "percent": _percent(row.completion),
        "evidence": item.evidence or "–",
    }


def _topics(project: Any, acceptance: Any) -> list[str]:
    made = reading.topic_evaluations(acceptance)
    return [
        f"{topic.code} {title_of(topic)}: {messages.TOPIC_OUTCOMES[made[topic.pk].outcome]}. {made[topic.pk].grounds}"
        for topic in topics_of(project)
        if topic.pk in made
    ]


def _percent(share: Fraction | None) -> str:
    # Cut, not rounded: what falls short by little is not told as reached.
    return "–" if share is None else f"{int(share * 1000) / 10:g}%"
