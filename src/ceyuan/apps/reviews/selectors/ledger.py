"""What stands in the entry of an expert beside the entry: interests, ties, and the quality of the reviews."""

from collections.abc import Collection

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Declaration, Expert, PanelCase, Tie


def interests(expert: Expert) -> list[Declaration]:
    """Declared interests, those that hold first."""
    rows = expert.declarations.select_related("unit", "person")
    return sorted(rows, key=lambda one: (one.ended_on is not None, one.declared_on))


def interest(expert: Expert, declaration_id: int) -> Declaration | None:
    """One interest that holds."""
    return expert.declarations.filter(pk=declaration_id, ended_on=None).first()


def ties(expert: Expert) -> list[Tie]:
    """Ties to people."""
    return list(expert.ties.select_related("person").order_by("noted_on", "pk"))


def experts_named(actor: Actor, expert_ids: Collection[int]) -> dict[int, Expert]:
    """Experts of the group by id, for the names on a record that the actor may see."""
    return Expert.objects.filter(group=actor.group_id or 0).in_bulk(list(expert_ids))


def cases_named(actor: Actor, case_ids: Collection[int]) -> dict[int, PanelCase]:
    """Cases of the group's panels by id, for the titles on a record that the actor may see."""
    return PanelCase.objects.filter(panel__group=actor.group_id or 0).in_bulk(list(case_ids))
