"""The chain from clause to money as a drawing: the largest of each level, the rest together."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.money import Money
from ceyuan.kit import charts
from ceyuan.kit.numbers import money_text
from ceyuan.kit.templatetags.kit import named

MOST_TARGETS, MOST_PROGRAMMES, MOST_PROJECTS = 8, 8, 12


@dataclass(frozen=True, slots=True)
class Link:
    """One way through the chain; `project` is None where a target has none of its own."""

    target: Any
    project: Any = None

    @property
    def money(self) -> Money | None:
        """The whole cost of the project; None without any."""
        return Money(self.project.worth, self.project.currency) if self.project and self.project.worth else None


def drawn(head: str, links: Sequence[Link]) -> charts.Option | None:
    """Streams of money: clause → target → programme → project. None without money or with several currencies."""
    paid = [link for link in links if link.money]
    if not paid or len({link.project.currency for link in paid}) > 1:
        return None
    target = _level(paid, lambda one: one.target, MOST_TARGETS, gettext("Other targets"))
    programme = _level(paid, lambda one: one.project.programme, MOST_PROGRAMMES, gettext("Other programmes"))
    project = _level(paid, lambda one: one.project, MOST_PROJECTS, gettext("Smaller projects"))
    of_one_kind = len({link.target.kpi_id for link in paid}) == 1
    sums: Counter[tuple[str, str]] = Counter()
    urls: dict[str, str] = {}
    for link in paid:
        asked = target(link) or (named(link.target.unit) if of_one_kind else strategy.target_title(link.target))
        steps = [
            head,
            # The marks keep a unit, a programme and a project of the same name apart.
            f"◎ {asked}",
            f"▤ {programme(link) or named(link.project.programme)}",
            project(link) or f"{link.project.code} {projects.title(link.project)}",
        ][0 if head else 1 :]
        addresses = (
            "" if target(link) else strategy.target_url(link.target),
            "" if programme(link) else projects.programme_url(link.project.programme),
            "" if project(link) else projects.url(link.project),
        )
        urls.update(zip(steps[-3:], addresses, strict=True))
        for step in pairwise(steps):
            sums[step] += link.project.worth
    return _sankey(sums, urls, paid[0].project.currency)


def _level(links: Iterable[Link], thing: Callable[[Link], Any], most: int, rest: str) -> Callable[[Link], str]:
    """The name of what is drawn together with the rest of its level; "" for what is large enough to stand alone."""
    sums: Counter[int] = Counter()
    for link in links:
        sums[thing(link).pk] += link.project.worth
    kept = {key for key, _sum in sums.most_common(most if len(sums) > most + 1 else most + 1)}
    return lambda link: "" if thing(link).pk in kept else rest


def _sankey(sums: Counter[tuple[str, str]], urls: dict[str, str], currency: str) -> charts.Option:
    names = dict.fromkeys(name for step in sums for name in step)
    nodes = [charts.Datum(name, None, name, urls.get(name, "")) for name in names]
    flows = [
        charts.Flow(a, b, charts.major(minor), f"{a} → {b}: {money_text(Money(minor, currency))}")
        for (a, b), minor in sums.most_common()
    ]
    return charts.sankey(nodes, flows)
