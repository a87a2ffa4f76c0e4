"""The technology tree as a map: class over place in the chain, and how mature the chain is at each place."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.selectors import directions
from ceyuan.apps.strategy.selectors.directions import Node
from ceyuan.kit import charts
from ceyuan.kit.tables import link_query
from ceyuan.kit.views import ActorView, Crumb

from .direction_tree import tree_crumb

LEVELS = tuple(range(9, 0, -1))


class DirectionMapView(ActorView):
    """Where in the chain directions of which class stand, and on which level."""

    permission = directions.READ
    title = _("Map of the directions")

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [tree_crumb()]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        leaves = [node for root in directions.forest(self.actor) for node in root.walk() if node.is_leaf]
        context = self.frame(
            count=len(leaves), classes=class_matrix(leaves) if leaves else None, levels=level_matrix(leaves)
        )
        return render(request, "strategy/direction_map.html", context)


def class_matrix(leaves: list[Node]) -> dict[str, Any]:
    """How many undivided directions of each class stand at each place of the chain; every figure opens its list."""
    counted = Counter((node.direction.tech_class, node.direction.chain_position) for node in leaves)
    rows = [
        {
            "label": label,
            "cells": [(counted[code, place], _tree(tech_class=code, position=place)) for place in words.POSITIONS],
            "sum": (sum(counted[code, place] for place in (*words.POSITIONS, "")), _tree(tech_class=code)),
        }
        for code, label in words.CLASSES.items()
    ]
    return {
        "rows": rows,
        "option": _heat([str(label) for label in words.CLASSES.values()], list(words.CLASSES), counted),
        "columns": list(words.POSITIONS.values()),
        "elsewhere": sum(number for (code, place), number in counted.items() if not code or not place),
    }


def level_matrix(leaves: list[Node]) -> dict[str, Any]:
    """How many undivided directions stand on each level at each place of the chain; 0 is "not assessed yet"."""
    counted = Counter((node.maturity.trl or 0, node.direction.chain_position) for node in leaves)
    steps = (*LEVELS, 0)
    labels = [f"TRL {level}" for level in LEVELS] + [gettext("Not assessed")]
    rows = [
        {"label": label, "cells": [(counted[step, place], _tree(position=place)) for place in words.POSITIONS]}
        for step, label in zip(steps, labels, strict=True)
    ]
    return {"rows": rows, "option": _heat(labels, list(steps), counted), "columns": list(words.POSITIONS.values())}


def _heat(labels: list[str], codes: list[Any], counted: Counter[tuple[Any, str]]) -> charts.Option:
    cells = [
        (column, row, counted[code, place])
        for row, code in enumerate(codes)
        for column, place in enumerate(words.POSITIONS)
    ]
    return charts.heatmap([str(label) for label in words.POSITIONS.values()], labels, cells)


def _tree(**filters: str) -> str:
    return reverse("strategy:direction_tree") + link_query(**filters)
