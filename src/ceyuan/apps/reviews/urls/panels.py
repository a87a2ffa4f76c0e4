"""Addresses of panels, draws and seats."""

from django.urls import path

from ceyuan.apps.reviews.views import draw_check, draws, panels, seats, strata

urlpatterns = [
    path("panels/", panels.PanelListView.as_view(), name="panel_list"),
    path("panels/<int:pk>/", panels.PanelView.as_view(), name="panel"),
    path("panels/<int:pk>/step", panels.PanelStepView.as_view(), name="panel_step"),
    path("panels/<int:pk>/conditions", draws.ConditionsView.as_view(), name="conditions"),
    path("panels/<int:pk>/strata", strata.StrataView.as_view(), name="strata"),
    path("panels/<int:pk>/strata/<int:number>/remove", strata.StratumRemoveView.as_view(), name="stratum_remove"),
    path("panels/<int:pk>/announce", draws.AnnounceView.as_view(), name="draw_announce"),
    path("panels/<int:pk>/draw", draws.DrawView.as_view(), name="draw_run"),
    path("panels/<int:pk>/draw/check", draw_check.DrawCheckView.as_view(), name="draw_check"),
    path("panels/<int:pk>/draw.json", draw_check.DrawRecordView.as_view(), name="draw_record"),
    path("panels/<int:pk>/assign", draws.AssignView.as_view(), name="assign"),
    path("seats/<int:pk>/", seats.SeatView.as_view(), name="seat"),
    path("seats/<int:pk>/accept", seats.AcceptView.as_view(), name="seat_accept"),
    path("seats/<int:pk>/decline", seats.DeclineView.as_view(), name="seat_decline"),
    path("seats/<int:pk>/replace", seats.ReplaceView.as_view(), name="seat_replace"),
    path("seats/<int:pk>/recuse", seats.RecuseView.as_view(), name="seat_recuse"),
    path("seats/<int:pk>/chair", seats.ChairView.as_view(), name="seat_chair"),
]
