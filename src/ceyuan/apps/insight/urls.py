"""Addresses of this capability."""

from django.urls import path

from .views.cockpit import CockpitView
from .views.figure import FigureView, RecordListView

app_name = "insight"
urlpatterns = [
    path("", CockpitView.as_view(), name="cockpit"),
    path("figure/", FigureView.as_view(), name="figure"),
    path("records/", RecordListView.as_view(), name="records"),
]
