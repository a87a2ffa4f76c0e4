"""One direction: why, where it stands, what works for it, what is missing."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.strategy import links
from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.models import Direction, DirectionLevel
from ceyuan.apps.strategy.plan_words import title_of, version_url
from ceyuan.apps.strategy.policies import directions as policies
from ceyuan.apps.strategy.selectors import direction_sums, directions, gaps
from ceyuan.apps.strategy.tables.directions import gap_url, state_of
from ceyuan.apps.strategy.titles import clause_title, direction_url
from ceyuan.kit import charts
from ceyuan.kit.columns import Column
from ceyuan.kit.numbers import is_chinese, money_text
from ceyuan.kit.tables import link_query, plain_table
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView

from .direction_tree import column_of_money, tree_crumb, twig

MOST_WORKS = 30


class DirectionDetailView(DetailView):
    """The page of a direction."""

    permission = directions.READ
    template_name = "strategy/direction_detail.html"
    selector = staticmethod(directions.direction)

    def page_title(self, **context: Any) -> str:
        return named(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        above = directions.trail(context["object"])[:-1]
        return [tree_crumb(), *(Crumb(named(one), direction_url(one)) for one in above)]

    def actions(self, **context: Any) -> list[Action]:
        one = context["object"]

        def act(label: Any, name: str, icon: str) -> Action:
            return Action(label, reverse(f"strategy:direction_{name}", args=[one.code]), icon)

        found = []
        if policies.may_change(self.actor, one):
            found = [
                act(_("Edit"), "edit", "pencil"),
                act(_("Name the owner"), "owner", "user-check"),
                act(_("Move"), "move", "sitemap"),
                act(_("Close"), "close", "archive"),
            ]
        if policies.may_assess(self.actor, one):
            note = reverse("strategy:direction_level", args=[one.code])
            found.insert(0, Action(_("Note a level"), note, "plus", primary=True))
        return found

    def more(self, found: Direction) -> dict[str, Any]:
        nodes = directions.forest(self.actor, {"closed": "all"})
        node = next(node for root in nodes for node in root.walk() if node.direction.pk == found.pk)
        trees = direction_sums.branches(self.actor, [node])
        branch = twig(trees[0], is_open=True)
        below = [one.pk for one in directions.below(self.actor, found)]
        levels = directions.levels(found)
        served = links.in_direction(self.actor, below, MOST_WORKS)
        admitted = gaps.listing(self.actor, {"direction": found.code}, "due", today=timezone.localdate())
        chinese = is_chinese()
        texts = (found.definition_zh, found.definition_en)
        return {
            "branch": branch,
            "money_head": column_of_money(trees),
            "facts": _facts(found),
            "definition": next(filter(None, texts if chinese else texts[::-1]), ""),
            "levels": levels,
            "level_chart": level_chart(found, levels) if levels else None,
            "works": [(work, money_text(work.money) if work.money else "–") for work in served.works],
            "works_cut": branch["serving"].projects - len(served.works),
            "yields": served.yields[:12],
            "gap_rows": [
                (gap, gap_url(gap), words.GAP_STATES[state_of(gap)], words.GAP_TONES[state_of(gap)])
                for gap in admitted.slice(0, 20)
            ],
            "clauses": [
                (title_of(clause.version.plan), clause_title(clause), version_url(clause.version))
                for clause in directions.clauses_naming(self.actor, found)
            ],
            "narrowed": not self.actor.reaches_whole_group("projects.view"),
            "new_gap_url": reverse("strategy:gap_new") + link_query(direction=found.code),
            "may_admit": self.actor.may(policies.STEER),
        }


def _facts(one: Direction) -> list[tuple[str, Any]]:
    wanted = f"TRL {one.trl_wanted}" if one.trl_wanted else ""
    rows = [
        (_("Code"), one.code),
        (_("Technology class"), words.CLASSES.get(one.tech_class, "")),
        (_("Place in the industry chain"), words.POSITIONS.get(one.chain_position, "")),
        (_("Owner (chain leader)"), named(one.owner) if one.owner else _("nobody yet")),
        (_("Unit that keeps it"), named(one.owner_unit)),
        (_("Readiness wanted"), f"{wanted} · {one.wanted_by}" if one.wanted_by else wanted),
        (_("Closed on"), one.closed_on),
    ]
    return [(label, value) for label, value in rows if value]


def level_chart(one: Direction, levels: list[DirectionLevel]) -> dict[str, Any]:
    """Levels over time with the one wanted, and the table that says the same with the evidence."""
    days = [level.on.isoformat() for level in levels]
    end = f"{one.wanted_by}-12-31" if one.wanted_by and one.trl_wanted else ""
    path = [*days, end] if end and end > days[-1] else days
    found = [charts.Datum(level.on.isoformat(), level.trl, f"TRL {level.trl} · {level.evidence}") for level in levels]
    rows = [charts.Series(_("Level found"), found)]
    if path is not days:
        blank = [charts.Datum(day, None) for day in days[:-1]]
        ends = [charts.Datum(days[-1], levels[-1].trl), charts.Datum(end, one.trl_wanted, f"TRL {one.trl_wanted}")]
        rows.append(charts.Series(_("Way to the level wanted"), [*blank, *ends], "token:chart-2"))
    option = charts.line(path, rows, unit="TRL")
    option["yAxis"] |= {"min": 0, "max": 9, "interval": 1}
    table = plain_table(
        (
            Column("on", _("Found on"), "date"),
            Column("trl", _("Readiness (TRL)"), "number"),
            Column("evidence", _("Evidence"), wide=True),
            Column("person_name", _("Noted by")),
        ),
        levels[::-1],
        _("Levels found"),
    )
    return {"option": option, "table": table}
