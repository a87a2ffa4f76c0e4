"""Strategy for programs, one file per part."""

from ninja import Router

from . import directions, measures, plans, readings, responsibility, targets

router = Router()
for part in (plans, targets, readings, directions, measures, responsibility):
    router.add_router("/strategy", part.router)
