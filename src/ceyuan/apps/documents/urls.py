"""Addresses of this capability."""

from django.urls import path

from .views.download import Download
from .views.withdrawal import Withdraw

app_name = "documents"
urlpatterns = [
    path("<int:pk>/download", Download.as_view(), name="download"),
    path("<int:pk>/withdraw", Withdraw.as_view(), name="withdraw"),
]
