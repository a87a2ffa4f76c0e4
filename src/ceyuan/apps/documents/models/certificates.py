"""Certificates of people: issued here or brought along. Keys are never in the database."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Certificate(models.Model):
    """A certificate with which a person signs. Its key lies encrypted in the authority's folder, by `serial`.

    `serial` is the fingerprint-like name of the pair: the serial number in hex, with the issuer's prefix when imported.
    """

    class Source(models.TextChoices):
        OWN = "own"
        IMPORTED = "imported"

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="certificates")
    source = models.CharField(max_length=8, choices=Source.choices)
    serial = models.CharField(max_length=80, unique=True)
    subject = models.CharField(max_length=500)
    issuer = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, unique=True)
    pem = models.TextField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    issued_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revocation = models.CharField(max_length=30, blank=True)
    revoke_reason = models.CharField(max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="certificate_hash"),
            models.CheckConstraint(condition=Q(not_before__lt=F("not_after")), name="certificate_has_a_term"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation="") | (Q(revoked_at__isnull=False) & ~Q(revocation="")),
                name="certificate_revoked_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["person", "-not_after"], name="certificate_of_person")]

    def __str__(self) -> str:
        return self.subject
