"""For programs: plans and their clauses."""

from ninja import Router

router = Router(tags=["strategy"])
