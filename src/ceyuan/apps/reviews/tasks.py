"""Work that runs beside the pages."""

from procrastinate.contrib.django import app

from .services import assigning


@app.task(name=assigning.TASK, queue="reviews")
def assign(run_id: int) -> None:
    """Search for an assignment; what comes of it is kept with the run."""
    assigning.search_queued(run_id)


def queue(run_id: int) -> None:
    """Hand a search to the next free worker."""
    assign.defer(run_id=run_id)
