"""For programs: technology directions and gaps."""

from ninja import Router

router = Router(tags=["strategy"])
