"""For programs: readings, indicators and scores."""

from ninja import Router

router = Router(tags=["strategy"])
