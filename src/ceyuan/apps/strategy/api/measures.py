"""For programs: policy measures."""

from ninja import Router

router = Router(tags=["strategy"])
