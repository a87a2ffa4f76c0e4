"""Projects for programs, one file per part."""

from ninja import Router

from . import execution, projects, taskbooks

router = Router()
for part in (execution, taskbooks, projects):
    router.add_router("", part.router)
