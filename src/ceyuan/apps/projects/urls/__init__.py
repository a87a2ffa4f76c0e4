"""Addresses of this capability, one file per part."""

from . import acceptance, board, execution, from_bid, projects, taskbook_history, taskbooks

app_name = "projects"
urlpatterns = [
    *board.urlpatterns,
    *taskbook_history.urlpatterns,
    *taskbooks.urlpatterns,
    *execution.urlpatterns,
    *acceptance.urlpatterns,
    *from_bid.urlpatterns,
    *projects.urlpatterns,
]
