"""What stands in the entry of an expert beside the entry: interests, ties, and the quality of the reviews."""


from ceyuan.apps.reviews.models import Declaration, Expert, Tie


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
