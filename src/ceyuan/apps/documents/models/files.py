"""Content by hash, and the names under which it is attached to records."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class StoredFile(models.Model):
    """Bytes in the file store, named by their SHA-256; the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="stored_file_hash")]

    def __str__(self) -> str:
        return self.sha256


class Document(models.Model):
    """A named file that belongs to a record of a unit."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    purpose = models.CharField(max_length=40, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="document_of_subject")]

    def __str__(self) -> str:
        return self.name
