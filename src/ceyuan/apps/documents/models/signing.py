"""Documents that several parties sign, and sittings in which one person signs many."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet

from .certificates import Certificate
from .files import StoredFile

HASH = "^[0-9a-f]{64}$"


class Signing(models.Model):
    """A print that its parties sign one after the other; each signature is an incremental update of the file.

    `paper` are the bytes as printed (revision 0), `file` the bytes as they stand now. `revision` counts signatures and
    the end; whoever signs names the one they saw.
    """

    class State(models.TextChoices):
        OPEN = "open"
        COMPLETE = "complete"
        VOID = "void"

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    data_hash = models.CharField(max_length=64)
    print_hash = models.CharField(max_length=64)
    paper = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    revision = models.PositiveIntegerField(default=0)
    opened_by = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(data_hash__regex=HASH, print_hash__regex=HASH), name="signing_hashes"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=~Q(state="void"), name="signing_one_per_subject"
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="signing_of_subject")]

    def __str__(self) -> str:
        return self.name


class SigningParty(models.Model):
    """A line to sign: of a named person, or (without one) of whoever leads the unit. Once signed it never changes."""

    signing = models.ForeignKey(Signing, models.PROTECT, related_name="parties")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    label_zh = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("organisation.Person", models.PROTECT, null=True, related_name="+")
    signer_name = models.CharField(max_length=120, blank=True)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="+")
    signature_digest = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["signing_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["signing", "key"], name="party_once_per_signing"),
            models.CheckConstraint(condition=Q(unit__isnull=False) | Q(person__isnull=False), name="party_is_somebody"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, certificate=None, file=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, certificate__isnull=False, file__isnull=False),
                name="party_signed_whole_or_not",
            ),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(signed_at=None), name="party_person_waits")]

    def __str__(self) -> str:
        return f"{self.key} of signing {self.signing_id}"


class BatchSigning(models.Model):
    """A sitting: one person signs many documents after one confirmation; how far it is, is read from its lines."""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class BatchLine(models.Model):
    """One document of a sitting: waiting, done, or failed with the reason."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    batch = models.ForeignKey(BatchSigning, models.CASCADE, related_name="lines")
    signing = models.ForeignKey(Signing, models.PROTECT, related_name="+")
    party = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "signing", "party"], name="batch_line_once")]

    def __str__(self) -> str:
        return f"{self.signing_id} {self.party} {self.state}"
