"""Addresses of this capability."""

from django.urls import path

from .views import links
from .views.programmes import ProgrammeDetailView, ProgrammeSuggestView
from .views.project_detail import ProjectDetailView
from .views.project_list import ProjectListView, ResultListView
from .views.project_sheet import ProjectSheetView
from .views.project_steps import ProjectStepView

app_name = "projects"
urlpatterns = [
    path("", ProjectListView.as_view(), name="project_list"),
    path("results/", ResultListView.as_view(), name="result_list"),
    path("programmes/", ProgrammeDetailView.as_view(), name="programme_root"),
    path("programmes/suggest", ProgrammeSuggestView.as_view(), name="programme_suggest"),
    path("programmes/<path:code>/direction", links.ProgrammeDirectionView.as_view(), name="programme_direction"),
    path("programmes/<path:code>/target", links.ProgrammeTargetView.as_view(), name="programme_target"),
    path("programmes/<path:code>/unlink/<int:link_id>", links.ProgrammeUnlinkView.as_view(), name="programme_unlink"),
    path("programmes/<path:code>/", ProgrammeDetailView.as_view(), name="programme_detail"),
    path("<path:code>/direction", links.ProjectDirectionView.as_view(), name="project_direction"),
    path("<path:code>/target", links.ProjectTargetView.as_view(), name="project_target"),
    path("<path:code>/unlink/<int:link_id>", links.ProjectUnlinkView.as_view(), name="project_unlink"),
    path("<path:code>/step", ProjectStepView.as_view(), name="project_step"),
    path("<path:code>/sheet.pdf", ProjectSheetView.as_view(), name="project_sheet"),
    path("<path:code>/", ProjectDetailView.as_view(), name="project_detail"),
]
