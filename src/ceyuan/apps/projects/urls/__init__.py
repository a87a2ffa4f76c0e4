"""Addresses of this capability, one file per part."""

from . import projects

app_name = "projects"
urlpatterns = [
    *projects.urlpatterns,
]
