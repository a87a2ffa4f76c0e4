"""A delivery and its accounts."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Delivery(models.Model):
    """One taking of data. Its progress is written outside the transaction that takes the data,
    so that it can be seen."""

    scope_path = "unit"

    class Status(models.TextChoices):
        DRAFT = "draft"
        RUNNING = "running"
        TAKEN = "taken"
        UNCHANGED = "unchanged"
        REFUSED = "refused"
        INTERRUPTED = "interrupted"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    as_of = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    account_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    expected = models.PositiveBigIntegerField(default=0)
    changed = models.JSONField(default=dict)
    problem = models.JSONField(default=dict)
    source = models.JSONField(default=dict)
    worker = models.CharField(max_length=80, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "-created_at"], name="delivery_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class DeliveryFile(models.Model):
    """The account of one file: nothing read is lost, and the control totals are kept."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    read = models.PositiveBigIntegerField()
    accepted = models.PositiveBigIntegerField()
    rejected = models.PositiveBigIntegerField()
    totals = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "name"], name="delivery_file_once"),
            models.CheckConstraint(condition=Q(read=F("accepted") + F("rejected")), name="delivery_file_nothing_lost"),
        ]

    def __str__(self) -> str:
        return self.name


class RejectedRow(models.Model):
    """A row that was not taken, and why."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="rejections")
    file = models.CharField(max_length=300)
    sheet = models.CharField(max_length=120, blank=True)
    line = models.PositiveBigIntegerField()
    column = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=60)
    expected = models.CharField(max_length=300, blank=True)
    found = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["delivery", "id"], name="rejected_row_of_delivery")]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.code}"
