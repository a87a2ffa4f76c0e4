"""Addresses: targets, the cascade and change requests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
