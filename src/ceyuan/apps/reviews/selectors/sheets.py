"""What stands on a closed sheet, for its writer and for the closing of its panel."""

from ceyuan.apps.reviews import sealing
from ceyuan.apps.reviews.models import Sheet
from ceyuan.core.review.sheets import Writing


def place_of(sheet: Sheet) -> str:
    """Where the content of a sheet is closed: it opens nowhere else."""
    return f"sheet {sheet.pk} assignment {sheet.assignment_id}"


def written(sheet: Sheet) -> Writing:
    """What stands on the writer's own sheet, or on one whose panel is closing; nobody else is given it."""
    return Writing.read(sealing.opened(place_of(sheet), sheet.sealed)["writing"]) if sheet.sealed else Writing()
