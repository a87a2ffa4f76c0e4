"""Addresses: the project of a chosen bid."""

from django.urls import path

from ceyuan.apps.projects.views.from_bid import FromBidView

urlpatterns = [path("from-bid/<int:pk>/", FromBidView.as_view(), name="from_bid")]
