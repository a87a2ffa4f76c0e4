"""Addresses of the API."""

from django.urls import path

from .assembly import api
from .pages import Docs, OpenApi

urlpatterns = [
    path("docs", Docs.as_view(), name="api-docs"),
    path("openapi.json", OpenApi.as_view(), name="api-schema"),
    path("", api.urls),
]
