"""Calls for programs, one file per part."""

from ninja import Router

from . import bids, challenges

router = Router()
for part in (challenges, bids):
    router.add_router("/calls", part.router)
