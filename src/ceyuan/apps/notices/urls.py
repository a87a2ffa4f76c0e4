"""Addresses of this capability."""

from django.urls import path

from .views import board, objecting, objections, publishing, workdays

app_name = "notices"
urlpatterns = [
    path("", board.NoticeListView.as_view(), name="list"),
    path("new", publishing.NoticeDraftView.as_view(), name="draft"),
    path("<int:pk>/", board.NoticeDetailView.as_view(), name="detail"),
    path("<int:pk>/notice.pdf", board.NoticePaperView.as_view(), name="paper"),
    path("<int:pk>/edit", publishing.NoticeRedraftView.as_view(), name="redraft"),
    path("<int:pk>/step", publishing.NoticeStepView.as_view(), name="step"),
    path("<int:pk>/prolong", publishing.NoticeProlongView.as_view(), name="prolong"),
    path("<int:pk>/object", objecting.ObjectView.as_view(), name="object"),
    path("objections/", objections.ObjectionListView.as_view(), name="objection_list"),
    path("objections/mine/", objecting.OwnListView.as_view(), name="own_list"),
    path("objections/<int:pk>/", objections.ObjectionDetailView.as_view(), name="objection_detail"),
    path("objections/<int:pk>/step", objections.ObjectionStepView.as_view(), name="objection_step"),
    path("objections/<int:pk>/take-back", objecting.TakeBackView.as_view(), name="take_back"),
    path("objections/<int:pk>/identity", objections.IdentityView.as_view(), name="identity"),
    path("calendar/", workdays.CalendarView.as_view(), name="calendar"),
    path("calendar/<int:year>/", workdays.CalendarView.as_view(), name="calendar_year"),
]
