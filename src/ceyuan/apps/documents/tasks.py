"""Work that runs beside the pages."""

from procrastinate.contrib.django import app

from .services import sittings


@app.task(name="documents.run_sitting", queue="signings")
def run_sitting(batch_id: int) -> None:
    """Sign what waits in a sitting; what became of each is kept with it."""
    sittings.run_sitting(batch_id)


def queue(batch_id: int) -> None:
    """Hand a sitting to the next free worker."""
    run_sitting.defer(batch_id=batch_id)
