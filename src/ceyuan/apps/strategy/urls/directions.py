"""Addresses: technology directions and gaps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
