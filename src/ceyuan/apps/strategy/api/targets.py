"""For programs: targets, the cascade and change requests."""

from ninja import Router

router = Router(tags=["strategy"])
