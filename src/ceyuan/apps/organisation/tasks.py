"""Work that runs beside the pages."""

from procrastinate.contrib.django import app

from .services import digests


@app.periodic(cron="0,30 7-9 * * *", periodic_id="organisation.digests")
@app.task(name="organisation.send_digests", queue="mail", queueing_lock="organisation.send_digests")
def send_digests(timestamp: int) -> None:
    """Send the digests of today; each hour of the morning again for addresses that failed."""
    del timestamp
    digests.send_due()
