"""Work that runs beside the pages."""

from procrastinate.contrib.django import app

from .services import jobs


@app.task(name="intake.take_delivery", queue="deliveries")
def take_delivery(delivery_id: int) -> None:
    """Take a queued delivery; what goes wrong is kept with it."""
    jobs.take_queued(delivery_id)


def queue(delivery_id: int) -> None:
    """Hand a delivery to the next free worker."""
    take_delivery.defer(delivery_id=delivery_id)
