"""Addresses: letters, duties, supervision and hand-over."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
