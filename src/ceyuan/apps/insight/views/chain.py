"""The chain: clause → target → programme → project → money, for one clause or one target."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.money import Money
from ceyuan.kit.numbers import money_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb

from .chain_drawing import Link, drawn


class ChainView(ActorView):
    """From a clause or a target down to the money."""

    permission = "strategy.view"
    title = _("Chain from clause to money")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        clause, targets = self.start(request)
        everything = [*targets, *strategy.shares_below(self.actor, targets)]
        served = projects.for_targets(self.actor, [one.pk for one in everything])
        links = [Link(target, project) for target in everything for project in served.get(target.pk, ())]
        loose = unserved(everything, set(served))
        bare = [Link(target) for target in everything if target.pk in loose]
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


def unserved(targets: Sequence[Any], served: set[int]) -> set[int]:
    """The targets that no project serves, neither directly nor through a share below; parents come before shares."""
    reached = set(served)
    for target in reversed(targets):
        if target.pk in reached and target.parent_id:
            reached.add(target.parent_id)
    return {target.pk for target in targets} - reached


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
