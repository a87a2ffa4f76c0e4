"""Addresses: technology directions and gaps."""

from django.urls import path

from ceyuan.apps.strategy.views import direction_forms, gaps
from ceyuan.apps.strategy.views.direction_detail import DirectionDetailView
from ceyuan.apps.strategy.views.direction_map import DirectionMapView
from ceyuan.apps.strategy.views.direction_tree import CoverageView, DirectionSuggestView, DirectionTreeView

urlpatterns = [
    path("technology/", DirectionTreeView.as_view(), name="direction_tree"),
    path("technology/map/", DirectionMapView.as_view(), name="direction_map"),
    path("technology/coverage/", CoverageView.as_view(), name="direction_coverage"),
    path("technology/new/", direction_forms.MakeDirectionView.as_view(), name="direction_new"),
    path("technology/suggest", DirectionSuggestView.as_view(), name="direction_suggest"),
    path("technology/at/<str:code>/", DirectionDetailView.as_view(), name="direction_detail"),
    path("technology/at/<str:code>/edit", direction_forms.EditDirectionView.as_view(), name="direction_edit"),
    path("technology/at/<str:code>/move", direction_forms.MoveDirectionView.as_view(), name="direction_move"),
    path("technology/at/<str:code>/close", direction_forms.CloseDirectionView.as_view(), name="direction_close"),
    path("technology/at/<str:code>/level", direction_forms.NoteLevelView.as_view(), name="direction_level"),
    path("technology/at/<str:code>/owner", direction_forms.AssignOwnerView.as_view(), name="direction_owner"),
    path("gaps/", gaps.GapListView.as_view(), name="gap_list"),
    path("gaps/new/", gaps.AdmitGapView.as_view(), name="gap_new"),
    path("gaps/<int:pk>/", gaps.GapDetailView.as_view(), name="gap_detail"),
    path("gaps/<int:pk>/edit", gaps.EditGapView.as_view(), name="gap_edit"),
    path("gaps/<int:pk>/report", gaps.ReportGapView.as_view(), name="gap_report"),
    path("gaps/<int:pk>/close", gaps.CloseGapView.as_view(), name="gap_close"),
]
