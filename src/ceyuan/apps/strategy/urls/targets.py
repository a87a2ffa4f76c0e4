"""Addresses: targets, the cascade and change requests."""

from django.urls import path

from ceyuan.apps.strategy.views.cascade import CascadeView
from ceyuan.apps.strategy.views.cascade_workbook import CascadeImportView, CascadeWorkbookView
from ceyuan.apps.strategy.views.target_changes import (
    ChangeDetailView,
    ChangeListView,
    ChangeNewView,
    ChangeStepView,
)
from ceyuan.apps.strategy.views.target_forms import JudgingView, TargetNewView
from ceyuan.apps.strategy.views.target_steps import TargetStepView
from ceyuan.apps.strategy.views.targets import TargetDetailView, TargetListView

urlpatterns = [
    path("cascade/", CascadeView.as_view(), name="cascade"),
    path("cascade/workbook.xlsx", CascadeWorkbookView.as_view(), name="cascade_workbook"),
    path("cascade/import", CascadeImportView.as_view(), name="cascade_import"),
    path("targets/", TargetListView.as_view(), name="target_list"),
    path("targets/new", TargetNewView.as_view(), name="target_new"),
    path("targets/changes/", ChangeListView.as_view(), name="target_changes"),
    path("targets/changes/<int:pk>/", ChangeDetailView.as_view(), name="target_change"),
    path("targets/changes/<int:pk>/step", ChangeStepView.as_view(), name="target_change_step"),
    path("targets/<int:pk>/", TargetDetailView.as_view(), name="target_detail"),
    path("targets/<int:pk>/step", TargetStepView.as_view(), name="target_step"),
    path("targets/<int:pk>/judging", JudgingView.as_view(), name="target_judging"),
    path("targets/<int:pk>/change", ChangeNewView.as_view(), name="target_change_new"),
]
