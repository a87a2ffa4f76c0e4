"""What the projects tell the strategy about its directions and targets (`ceyuan.apps.strategy.links`)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import messages
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.naming import name_of, project_url, result_title, sum_of, title_of
from ceyuan.apps.projects.selectors import serving
from ceyuan.apps.strategy.interface import Served, Serving, Work, Yield, direction_codes
from ceyuan.core.kernel.money import Money
from ceyuan.kit.tables import link_query
from ceyuan.kit.templatetags.kit import named


class ProjectLinks:
    """Answers from the projects; see `LinkProvider`."""

    def of_directions(self, actor: Actor, ids: Sequence[int], *, whole: bool = False) -> Mapping[int, Serving]:
        """What works for each direction itself."""
        found = serving.directions_of(serving.seen(actor, whole=whole), actor.group_id, ids)
        keys = [part.pk for parts in found.values() for part in parts]
        people, patents = serving.people_of(keys), serving.patents_of(keys)
        codes = direction_codes(actor, found)
        return {key: _sum(parts, people, patents, _list_of(direction=codes.get(key))) for key, parts in found.items()}

    def of_targets(self, actor: Actor, ids: Sequence[int], *, whole: bool = False) -> Mapping[int, Serving]:
        """What works for each target itself; people and patents belong to directions and are not counted here."""
        found = serving.targets_of(serving.seen(actor, whole=whole), actor.group_id, ids)
        return {key: _sum(parts, {}, {}, _list_of(target=key)) for key, parts in found.items()}

    def list_of_direction(self, code: str) -> str:
        """The list of projects, narrowed to a direction."""
        return _list_of(direction=code)

    def in_direction(self, actor: Actor, direction_ids: Sequence[int], limit: int) -> Served:
        """The projects of these directions, the costliest first, and their latest patents."""
        found = serving.in_directions(serving.seen(actor, whole=False), actor.group_id, direction_ids)
        shown = found.select_related("lead_unit", "leader").annotate(worth=serving.WORTH).order_by("-worth", "pk")
        return Served(
            [_work(one) for one in shown[:limit]],
            [
                Yield(result_title(one), one.year, one.project.code, one.url or project_url(one.project))
                for one in serving.patents(found, limit)
            ],
        )


def _sum(
    parts: Iterable[serving.Part], people: Mapping[int, set[str]], patents: Mapping[int, int], url: str
) -> Serving:
    money: dict[str, int] = defaultdict(int)
    heads: set[str] = set()
    projects = titles = 0
    for part in parts:
        projects += 1
        money[part.currency] += part.minor
        heads |= {part.leader, *people.get(part.pk, ())} - {""}
        titles += patents.get(part.pk, 0)
    sums = tuple(Money(minor, currency) for currency, minor in sorted(money.items()))
    return Serving(projects, sums, frozenset(heads), titles, url)


def _work(project: Project) -> Work:
    return Work(
        code=project.code,
        title=title_of(project),
        url=project_url(project),
        state=str(messages.STATES.get(project.state, project.state)),
        tone=messages.STATE_TONES.get(project.state, "neutral"),
        unit=name_of(project.lead_unit),
        money=sum_of(getattr(project, "worth", 0) or None, project.currency),
        people=(named(project.leader) if project.leader else project.leader_name,),
        period=f"{project.starts_on or '…'} – {project.ends_on or '…'}",
    )


def _list_of(**filters: object) -> str:
    return reverse("projects:project_list") + link_query(**filters)


providers = [ProjectLinks()]
