"""Addresses of this capability, one file per part."""

from . import acceptance, board, execution, projects, taskbook_history, taskbooks

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *taskbook_history.urlpatterns,
    *taskbooks.urlpatterns,
    *execution.urlpatterns,
    *acceptance.urlpatterns,
    *projects.urlpatterns,
]
