"""Addresses: the race of a challenge."""

from django.urls import path

from ceyuan.apps.calls.views import endings, lanes, races

urlpatterns = [
    path("at/<str:code>/race", races.RaceView.as_view(), name="race"),
    path("at/<str:code>/race/end", endings.RaceEndView.as_view(), name="race_end"),
    path("at/<str:code>/race/checkpoints/<int:pk>", lanes.CheckpointView.as_view(), name="checkpoint_judge"),
    path("lanes/<int:pk>/step", lanes.LaneStepView.as_view(), name="lane_step"),
    path("lanes/<int:pk>/at/<int:checkpoint>", lanes.LaneForm.as_view(), name="lane_mark"),
]
