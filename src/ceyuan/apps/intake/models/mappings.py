"""Column mappings worth keeping."""

from django.db import models

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class SavedMapping(models.Model):
    """How the columns of a workbook with this header mean our fields; proposed again when the header comes back."""

    scope_path = ""

    group = models.ForeignKey("organisation.Group", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    header_fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField()
    account_id = models.BigIntegerField(null=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "header_fingerprint"], name="saved_mapping_once_per_header"
            )
        ]

    def __str__(self) -> str:
        return self.name
