"""Addresses: projects, programmes and results. A code may hold slashes, so that these patterns come last."""

from django.urls import path

from ceyuan.apps.projects.views import links
from ceyuan.apps.projects.views.programmes import ProgrammeDetailView, ProgrammeSuggestView
from ceyuan.apps.projects.views.project_detail import ProjectDetailView
from ceyuan.apps.projects.views.project_list import ProjectListView, ResultListView
from ceyuan.apps.projects.views.project_sheet import ProjectSheetView
from ceyuan.apps.projects.views.project_steps import ProjectStepView

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
