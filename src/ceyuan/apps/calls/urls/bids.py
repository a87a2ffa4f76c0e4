"""Addresses: bids, and the office's desk."""

from django.urls import path

from ceyuan.apps.calls.views import bid_detail, bid_edit, bid_start, desk

urlpatterns = [
    path("bids/", bid_start.MyBidsView.as_view(), name="my_bids"),
    path("at/<str:code>/bid", bid_start.BidStartView.as_view(), name="bid_start"),
    path("at/<str:code>/bids/", desk.DeskView.as_view(), name="desk"),
    path("bids/<int:pk>/", bid_detail.BidDetailView.as_view(), name="bid_detail"),
    path("bids/<int:pk>/edit/<str:part>/", bid_edit.BidEditView.as_view(), name="bid_edit"),
    path("bids/<int:pk>/files", bid_edit.BidFilesView.as_view(), name="bid_files"),
    path("bids/<int:pk>/files/<int:file>", bid_detail.BidFileView.as_view(), name="bid_file"),
    path("bids/<int:pk>/files/<int:file>/drop", bid_edit.BidFileDropView.as_view(), name="bid_file_drop"),
    path("bids/<int:pk>/step", bid_detail.BidStepView.as_view(), name="bid_step"),
    path("bids/<int:pk>/check", desk.CheckView.as_view(), name="bid_check"),
    path("bids/<int:pk>/conclude", desk.ConcludeView.as_view(), name="bid_conclude"),
    path("bids/<int:pk>/compare", desk.CompareView.as_view(), name="bid_compare"),
]
