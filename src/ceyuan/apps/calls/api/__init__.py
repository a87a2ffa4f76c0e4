"""Calls for programs, one file per part."""

from ninja import Router

from . import bids, challenges, decisions, races

router = Router()
for part in (challenges, bids, decisions, races):
    router.add_router("/calls", part.router)
