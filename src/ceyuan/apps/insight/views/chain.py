"""The chain: clause → target → programme → project → money, for one clause or one target."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.money import Money
from ceyuan.kit import charts
from ceyuan.kit.numbers import money_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb

MOST_DRAWN = 14


@dataclass(frozen=True, slots=True)
class Link:
    """One way through the chain; `project` is None where a target is served by nothing."""

    target: Any
    project: Any = None

    @property
    def money(self) -> Money | None:
        """The whole cost of the project; None without any."""
        return Money(self.project.worth, self.project.currency) if self.project and self.project.worth else None


class ChainView(ActorView):
    """From a clause or a target down to the money."""

    permission = "strategy.view"
    title = _("Chain from clause to money")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        clause, targets = self.start(request)
        everything = [*targets, *strategy.shares_below(self.actor, targets)]
        served = projects.for_targets(self.actor, [one.pk for one in everything])
        links = [Link(target, project) for target in everything for project in served.get(target.pk, ())]
        bare = [Link(target) for target in everything if target.pk not in served]
        head = strategy.clause_title(clause) if clause else ""
        context = self.frame(
            clause=clause,
            head=head,
            lines=[_line(link) for link in [*links, *bare]],
            above=self.above(targets[0]) if targets and not clause else [],
            option=drawn(head, links),
            sums=_sums(links),
            projects=len({link.project.pk for link in links}),
            targets=len(everything),
            bare=len(bare),
        )
        return render(request, "insight/chain.html", context)

    def start(self, request: HttpRequest) -> tuple[Any, Sequence[Any]]:
        """The clause with its targets, or the one target; 404 for what the actor may not know."""
        clause_key, target_key = (request.GET.get(name, "") for name in ("clause", "target"))
        if clause_key.isdecimal() and len(clause_key) < 18:
            clause = strategy.clause_of(self.actor, int(clause_key))
            if clause is not None:
                return clause, strategy.targets_of_clause(self.actor, clause)
        elif target_key.isdecimal() and len(target_key) < 18:
            target = strategy.target_of(self.actor, int(target_key))
            if target is not None:
                return None, [target]
        raise Http404

    def above(self, target: Any) -> list[str]:
        """The clauses that the target makes measurable."""
        return [strategy.clause_title(one) for one in strategy.clauses_of_targets(self.actor, [target.pk])[target.pk]]

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [Crumb(_("Decoupling"), reverse("insight:decoupling"))]


def _line(link: Link) -> dict[str, Any]:
    project = link.project
    return {
        "target": strategy.target_title(link.target),
        "target_url": strategy.target_url(link.target),
        "programme": named(project.programme) if project else "",
        "programme_url": projects.programme_url(project.programme) if project else "",
        "project": projects.title(project) if project else "",
        "code": project.code if project else "",
        "project_url": projects.url(project) if project else "",
        "money": money_text(link.money) if link.money else "",
    }


def _sums(links: Sequence[Link]) -> str:
    """The money of these projects, each counted once however many targets it serves."""
    once = {link.project.pk: link.money for link in links if link.money}
    sums: dict[str, int] = {}
    for money in once.values():
        sums[money.currency] = sums.get(money.currency, 0) + money.minor
    return " + ".join(money_text(Money(minor, currency)) for currency, minor in sorted(sums.items())) or "–"


def drawn(head: str, links: Sequence[Link]) -> charts.Option | None:
    """The chain as streams of money: clause → target → programme → project; the smaller projects are one together."""
    paid = sorted((link for link in links if link.money), key=lambda link: -link.project.worth)
    if not paid or len({link.project.currency for link in paid}) > 1:
        return None
    named_ones = list(dict.fromkeys(link.project.pk for link in paid))[:MOST_DRAWN]
    sums: dict[tuple[str, str], int] = {}
    urls: dict[str, str] = {}
    for link in paid:
        target = f"◎ {strategy.target_title(link.target)}"
        programme = f"▤ {named(link.project.programme)}"
        project = f"{link.project.code} {projects.title(link.project)}"
        if link.project.pk in named_ones:
            urls[project] = projects.url(link.project)
        else:
            project = gettext("Smaller projects")
        urls[target], urls[programme] = strategy.target_url(link.target), projects.programme_url(link.project.programme)
        steps = [head, target, programme, project] if head else [target, programme, project]
        for step in pairwise(steps):
            sums[step] = sums.get(step, 0) + link.project.worth
    currency = paid[0].project.currency
    names = dict.fromkeys(name for step in sums for name in step)
    nodes = [charts.Datum(name, None, name, urls.get(name, "")) for name in names]
    flows = [
        charts.Flow(a, b, charts.major(minor), f"{a} → {b}: {money_text(Money(minor, currency))}")
        for (a, b), minor in sums.items()
    ]
    return charts.sankey(nodes, flows)
