"""What works for each branch of the technology tree: its own and that of all below it, nobody counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import links

from . import gaps
from .directions import Node


@dataclass(slots=True)
class Branch:
    """A node with what works for it and all below it."""

    node: Node
    serving: links.Serving
    gaps: int
    children: list["Branch"] = field(default_factory=list)


def branches(actor: Actor, roots: Sequence[Node]) -> list[Branch]:
    """The trees with their sums, as far as the actor sees projects and gaps."""
    ids = [node.direction.pk for root in roots for node in root.walk()]
    own = links.of_directions(actor, ids)
    admitted = gaps.open_by_direction(actor)
    return [_branch(root, own, admitted) for root in roots]


def _branch(node: Node, own: dict[int, links.Serving], admitted: dict[int, int]) -> Branch:
    key = node.direction.pk
    found = Branch(node, own[key], admitted.get(key, 0), [_branch(child, own, admitted) for child in node.children])
    for child in found.children:
        found.serving += child.serving
        found.gaps += child.gaps
    return found
