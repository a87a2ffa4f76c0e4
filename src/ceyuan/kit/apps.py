"""Django application of the kit: templates and template tags, no models."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "ceyuan.kit"
    label = "kit"

    def ready(self) -> None:
        """Make the lookups of the kit known to the models."""
        from . import lookups  # noqa: F401
