"""Reviews for programs, one file per part."""

from ninja import Router

from . import panels, scoring, votes

router = Router()
for part in (panels, scoring, votes):
    router.add_router("/reviews", part.router)
