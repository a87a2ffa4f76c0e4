"""Projects for programs, one file per part."""

from ninja import Router

from . import projects

router = Router()
for part in (projects,):
    router.add_router("", part.router)
