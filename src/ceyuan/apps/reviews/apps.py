"""Registers the capability."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "ceyuan.apps.reviews"
    label = "reviews"
