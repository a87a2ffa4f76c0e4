"""What a seat in a panel lets somebody read, and how far a panel is, for the capability that the case belongs to."""

from django.db.models import Exists, OuterRef, QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Assignment, Panel, Sheet

from .desk import my_assignments


def reads_papers(actor: Actor, subject_kind: str, subject_id: int | str) -> bool:
    """Whether the actor reviews this case, has made the declaration, and may know the names in it."""
    begun = Sheet.objects.filter(assignment=OuterRef("pk")).exclude(state=Sheet.State.VOID)
    mine: QuerySet[Assignment] = my_assignments(actor).filter(
        case__subject_kind=subject_kind, case__subject_id=str(subject_id)
    )
    return mine.exclude(panel__settings__blind=True).filter(Exists(begun)).exists()


def state_of(panel_id: int) -> str:
    """The state of a panel, "" when there is none."""
    return str(Panel.objects.filter(pk=panel_id).values_list("state", flat=True).first() or "")
