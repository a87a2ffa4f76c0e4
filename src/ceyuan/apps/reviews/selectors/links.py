"""The entries of a review record as they were written."""

from ceyuan.apps.reviews.models import ChainLink, Panel
from ceyuan.core.review import chain


def record_name(panel: Panel) -> str:
    """How the record of the panel is called in its seal."""
    return f"{panel.group.code}-panel-{panel.pk}"


def as_link(row: ChainLink) -> chain.Link:
    """The entry as the core reads it."""
    return chain.Link(row.number, row.previous, row.content, row.digest, row.entry, row.salt)


def links(panel: Panel) -> list[chain.Link]:
    """The whole chain of a panel."""
    return [as_link(row) for row in ChainLink.objects.filter(panel=panel).order_by("number")]


def seal(panel: Panel) -> chain.Seal:
    """What can be published of the record as it stands."""
    last = ChainLink.objects.filter(panel=panel).order_by("-number").first()
    if last is None:
        return chain.Seal(record_name(panel), 0, chain.GENESIS)
    return chain.Seal(record_name(panel), last.number, last.digest)
