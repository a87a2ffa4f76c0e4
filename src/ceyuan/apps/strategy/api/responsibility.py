"""For programs: letters, duties, supervision and hand-over."""

from ninja import Router

router = Router(tags=["strategy"])
