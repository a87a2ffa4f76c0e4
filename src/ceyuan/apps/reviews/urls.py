"""Addresses of this capability."""

from typing import Any

app_name = "reviews"
urlpatterns: list[Any] = []
