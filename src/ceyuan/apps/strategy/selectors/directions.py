"""Reads of the technology tree: its nodes, their levels of maturity, and one direction with all that belongs to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Clause, Direction, DirectionLevel

READ = "strategy.read"
# Wordings that everybody may read: from the day they were handed in.
PUBLIC_VERSIONS = ("in_force", "approved", "submitted")


@dataclass(frozen=True, slots=True)
class Maturity:
    """Where a direction stands: the last level found, its day, and the day since when it has not risen.

    `trl` is None while nobody has assessed it.
    """

    trl: int | None = None
    on: date | None = None
    risen_on: date | None = None


@dataclass(slots=True)
class Node:
    """A direction in its tree."""

    direction: Direction
    depth: int
    maturity: Maturity
    children: list["Node"] = field(default_factory=list)

    @property
    def is_leaf(self) -> bool:
        """Whether it is not divided further."""
        return not self.children

    def walk(self) -> Iterable["Node"]:
        """Itself and all below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def visible(actor: Actor) -> QuerySet[Direction]:
    """The directions the actor may read: those of the whole group for its members."""
    found: QuerySet[Direction] = Direction.objects.visible_to(actor, READ)
    return found


def forest(actor: Actor, filters: Mapping[str, Any] | None = None) -> list[Node]:
    """The tree of the directions that meet the filters (`tech_class`, `position`, `unit`, `q`, `closed`).

    What stands above a hit is kept, so that the hit is found in its place.
    """
    rows = list(visible(actor).select_related("owner", "owner_unit").order_by("code", "pk"))
    filters = filters or {}
    if filters.get("closed") != "all":
        rows = [one for one in rows if one.closed_on is None]
    kept = _kept(rows, filters)
    maturities = levels_now([one.pk for one in kept])
    nodes = {one.pk: Node(one, 0, maturities.get(one.pk, Maturity())) for one in kept}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.direction.parent_id or 0)
        (above.children if above else roots).append(node)
    for root in roots:
        _deepen(root, 0)
    return roots


def _kept(rows: Sequence[Direction], filters: Mapping[str, Any]) -> list[Direction]:
    hits = [one for one in rows if _meets(one, filters)]
    if len(hits) == len(rows):
        return list(rows)
    wanted = {int(part) for one in hits for part in one.path.split(".")}
    return [one for one in rows if one.pk in wanted]


def _meets(one: Direction, filters: Mapping[str, Any]) -> bool:
    text = str(filters.get("q") or "").strip().lower()
    unit = filters.get("unit")
    return (
        (not filters.get("tech_class") or one.tech_class == filters["tech_class"])
        and (not filters.get("position") or one.chain_position == filters["position"])
        and (not unit or one.owner_unit.code == unit)
        and (not text or text in f"{one.code} {one.name_zh} {one.name_en}".lower())
    )


def _deepen(node: Node, depth: int) -> None:
    node.depth = depth
    for child in node.children:
        _deepen(child, depth + 1)


def levels_now(ids: Sequence[int], until: date | None = None) -> dict[int, Maturity]:
    """The maturity of each of these directions, as it was known on the day `until` (today: None)."""
    found: dict[int, Maturity] = {}
    rows = DirectionLevel.objects.filter(direction__in=ids).order_by("direction", "on")
    if until is not None:
        rows = rows.filter(on__lte=until)
    for key, on, trl in rows.values_list("direction", "on", "trl"):
        before = found.get(key)
        risen = on if before is None or before.trl is None or trl > before.trl else before.risen_on
        found[key] = Maturity(trl, on, risen)
    return found


def direction(actor: Actor, code: str) -> Direction | None:
    """The direction with this code; None when there is none that the actor may read."""
    if "\x00" in code:
        return None
    return visible(actor).select_related("parent", "owner", "owner_unit", "group").filter(code=code).first()


def direction_name(actor: Actor, code: str) -> str | None:
    """The name behind a direction's code, for filters."""
    found = direction(actor, code)
    return str(found) if found else None


def below(actor: Actor, top: Direction) -> list[Direction]:
    """The direction and all below it, closed ones included."""
    found = visible(actor).filter(Q(path=top.path) | Q(path__startswith=f"{top.path}."))
    return list(found.select_related("owner", "owner_unit").order_by("path"))


def trail(one: Direction) -> list[Direction]:
    """From the top of the tree down to the direction, itself included."""
    ids = [int(part) for part in one.path.split(".")]
    known = Direction.objects.in_bulk(ids)
    return [known[key] for key in ids if key in known]


def levels(one: Direction) -> list[DirectionLevel]:
    """Its levels, the oldest first."""
    return list(one.levels.order_by("on"))


def clauses_naming(actor: Actor, one: Direction) -> list[Clause]:
    """The clauses that name the direction, in wordings that everybody may read, those in force first."""
    if not actor.may(READ):
        return []
    found = Clause.objects.filter(
        direction=one, version__plan__group=actor.group_id, version__state__in=PUBLIC_VERSIONS
    ).select_related("version__plan", "lead_unit")
    return sorted(
        found, key=lambda clause: (PUBLIC_VERSIONS.index(clause.version.state), clause.version_id, clause.position)
    )


def suggestions(actor: Actor, text: str, limit: int = 12) -> list[Direction]:
    """Open directions whose code begins with the text or whose name holds it."""
    if not text.strip() or "\x00" in text:
        return []
    wanted = Q(code__istartswith=text) | Q(name_zh__icontains=text) | Q(name_en__icontains=text)
    return list(visible(actor).filter(wanted, closed_on=None).order_by("code")[:limit])


def codes_of(actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """The codes of these directions."""
    return dict(visible(actor).filter(pk__in=list(ids)).values_list("pk", "code"))


def by_id(actor: Actor, key: int) -> Direction | None:
    """The direction with this id, as far as the actor may read it."""
    return visible(actor).filter(pk=key).first()


def below_ids(actor: Actor, code: str) -> list[int]:
    """The ids of the direction with this code and of all below it; none when the actor may not read it."""
    top = direction(actor, code)
    return [one.pk for one in below(actor, top)] if top else []


def in_use(actor: Actor) -> bool:
    """Whether the group has a technology tree at all."""
    return visible(actor).exists()
