"""Minutes and notes as their readers see them."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Feedback, Minute, Panel, Recusal, Seat

from .own import own
from .votes import votes_of


def minutes_of(actor: Actor, pk: int) -> tuple[Panel, list[Minute]] | None:
    """The minutes and notes of a panel, for who may see its votes; never about a case the reader is kept from."""
    found = votes_of(actor, pk)
    if found is None:
        return None
    panel = found[0]
    barred = Recusal.objects.filter(own(actor, "expert__"), case__panel=panel).values("case")
    shown = Minute.objects.filter(panel=panel).exclude(case__in=barred).select_related("case").order_by("-at", "-pk")
    return panel, list(shown)


def is_seated(actor: Actor, panel: Panel) -> bool:
    """Whether the actor sits in the panel."""
    return Seat.objects.filter(own(actor, "expert__"), panel=panel, state="accepted").exists()


def feedback_of(panel: Panel) -> list[tuple[Seat, Feedback | None]]:
    """What was said about the experts of a panel; who runs it asks."""
    given = {one.seat_id: one for one in Feedback.objects.filter(seat__panel=panel)}
    seats = Seat.objects.filter(panel=panel, state__in=("accepted", "recused")).select_related("expert")
    return [(seat, given.get(seat.pk)) for seat in seats.order_by("expert__sort_key", "pk")]


def seat_panel(actor: Actor, seat_id: int) -> tuple[Seat, Panel] | None:
    """A seat with its panel, as far as the actor knows of it."""
    seat = Seat.objects.select_related("expert", "panel__unit", "panel__group").filter(pk=seat_id).first()
    found = votes_of(actor, seat.panel_id) if seat else None
    return (seat, found[0]) if seat and found else None


def cases_for(actor: Actor, panel: Panel) -> list[tuple[int, str]]:
    """The cases of a panel (id, title) without those the actor is kept from."""
    barred = Recusal.objects.filter(own(actor, "expert__"), case__panel=panel).values("case")
    return [(one.pk, one.title) for one in panel.cases.exclude(pk__in=barred).order_by("number")]
