"""What the deliveries of `apps.intake` call here: who takes which kind."""

from typing import Any

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.services import workbook


def _workbook(actor: Actor, delivery: Any) -> None:
    workbook.take_received(actor=actor, delivery=delivery)


takers = {workbook.KIND: _workbook}
