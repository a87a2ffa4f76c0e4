"""Addresses of this capability, one file per part."""

from . import board, projects, taskbook_history, taskbooks

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *taskbook_history.urlpatterns,
    *taskbooks.urlpatterns,
    *projects.urlpatterns,
]
