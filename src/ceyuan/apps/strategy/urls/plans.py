"""Addresses: plans and their clauses."""

from django.urls import URLPattern, path

from ceyuan.apps.strategy.views import (
    plan_clause_targets,
    plan_detail,
    plan_editing,
    plan_import,
    plan_one_page,
    plan_versions,
    plans,
)

urlpatterns: list[URLPattern] = [
    path("plans/", plans.PlanListView.as_view(), name="plan_list"),
    path("plans/new", plans.PlanMakeView.as_view(), name="plan_make"),
    path("plans/clauses/", plans.ClauseListView.as_view(), name="clause_list"),
    # Codes of units may hold any sign, also a slash; the year at the end keeps them apart.
    path("plans/one-page/<path:code>/<int:year>.pdf", plan_one_page.OnePageView.as_view(), name="plan_one_page"),
    path("plans/<int:pk>/", plan_detail.PlanDetailView.as_view(), name="plan_detail"),
    path("plans/<int:pk>/versions/<int:number>/", plan_detail.PlanDetailView.as_view(), name="plan_version"),
    path("plans/<int:pk>/versions/new", plan_versions.VersionMakeView.as_view(), name="version_make"),
    path("plans/<int:pk>/compare", plan_detail.PlanCompareView.as_view(), name="plan_compare"),
    path("plans/drafts/<int:pk>/", plan_editing.VersionEditView.as_view(), name="version_edit"),
    path("plans/drafts/<int:pk>/describe", plan_versions.VersionDescribeView.as_view(), name="version_describe"),
    path("plans/drafts/<int:pk>/step", plan_detail.VersionStepView.as_view(), name="version_step"),
    path("plans/drafts/<int:pk>/move", plan_editing.ClauseMoveView.as_view(), name="clause_move"),
    path("plans/drafts/<int:pk>/add", plan_editing.ClauseAddView.as_view(), name="clause_add"),
    path("plans/drafts/<int:pk>/import", plan_import.PlanImportView.as_view(), name="plan_import"),
    path(
        "plans/drafts/<int:pk>/import/<int:document>",
        plan_import.PlanImportPreviewView.as_view(),
        name="plan_import_preview",
    ),
    path("plans/clauses/<int:pk>/edit", plan_editing.ClauseEditView.as_view(), name="clause_edit"),
    path("plans/clauses/<int:pk>/remove", plan_editing.ClauseRemoveView.as_view(), name="clause_remove"),
    path("plans/clauses/<int:pk>/targets", plan_clause_targets.ClauseTargetsView.as_view(), name="clause_targets"),
]
