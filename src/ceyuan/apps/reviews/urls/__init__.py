"""Addresses of this capability, one file per part."""

from typing import Any

app_name = "reviews"
urlpatterns: list[Any] = []
