"""Addresses: plans and their clauses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
