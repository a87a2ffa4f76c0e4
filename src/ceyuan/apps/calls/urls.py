"""Addresses of this capability."""

from typing import Any

app_name = "calls"
urlpatterns: list[Any] = []
