"""Addresses of this capability, one file per part."""

from . import board, projects, taskbooks

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *taskbooks.urlpatterns,
    *projects.urlpatterns,
]
