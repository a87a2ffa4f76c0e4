"""Addresses of this capability."""

from django.urls import path

from .views.chain import ChainView
from .views.cockpit import CockpitView
from .views.decoupling import DecouplingView
from .views.figure import FigureView, RecordListView

app_name = "insight"
urlpatterns = [
    path("", CockpitView.as_view(), name="cockpit"),
    path("figure/", FigureView.as_view(), name="figure"),
    path("decoupling/", DecouplingView.as_view(), name="decoupling"),
    path("chain/", ChainView.as_view(), name="chain"),
    path("records/", RecordListView.as_view(), name="records"),
]
