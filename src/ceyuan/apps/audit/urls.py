"""Addresses of this capability."""

from django.urls import path

from .views.acts import ActDetail, Acts
from .views.chain import Chain

app_name = "audit"
urlpatterns = [
    path("", Acts.as_view(), name="acts"),
    path("chain", Chain.as_view(), name="chain"),
    path("<int:seq>", ActDetail.as_view(), name="act"),
]
