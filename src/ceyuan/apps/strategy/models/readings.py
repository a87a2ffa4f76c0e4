"""What was reached: readings of raw quantities, locked periods, and the kept roll-up of the indicators."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet

from .amounts import amount


class Reading(models.Model):
    """A unit's own quantity in a period, without the units below it. Append-only: a correction is a new row.

    `kind` "elimination" is an internal amount between units below, recorded at the unit that consolidates them.
    `value` is in fen for money and 1 or 0 for yes or no; `keys` name the things counted once in the whole group.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    quantity = models.ForeignKey("strategy.Quantity", models.PROTECT, related_name="readings")
    starts_on = models.DateField()
    ends_on = models.DateField()
    kind = models.CharField(max_length=11, choices=[("own", "own"), ("elimination", "elimination")], default="own")
    value = amount(null=True)
    keys = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    document_id = models.BigIntegerField(null=True, blank=True)
    is_computed = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    account = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "quantity", "starts_on", "ends_on", "kind"],
                condition=Q(is_current=True),
                name="reading_once_per_period",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="reading_period"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(reason=""), name="reading_correction_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["quantity", "starts_on", "unit"], condition=Q(is_current=True), name="reading_current"
            ),
            models.Index(fields=["group", "-at"], name="reading_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity_id} {self.unit_id} {self.starts_on}"


class PeriodLock(models.Model):
    """Readings of periods that lie within [starts_on, ends_on] are closed; a reopening is recorded, never deleted."""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    locked_at = models.DateTimeField(auto_now_add=True)
    locked_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "starts_on", "ends_on"], condition=Q(reopened_at=None), name="period_locked_once"
            ),
            models.CheckConstraint(condition=Q(reopened_at=None) | ~Q(reason=""), name="period_reopening_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"


class Standing(models.Model):
    """Kept roll-up: where a unit with all below it stands in an indicator in a year. Rewritten along the path.

    `missing` is the reason code when there is no value; `unread` counts the units below without a reading.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    kpi = models.ForeignKey("strategy.Kpi", models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=36, decimal_places=12, null=True)
    numerator = amount(null=True)
    denominator = amount(null=True)
    missing = models.CharField(max_length=60, blank=True)
    unread = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kpi", "year", "unit"], name="standing_once")]
        indexes = [models.Index(fields=["unit", "year"], name="standing_of_unit")]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.unit_id} {self.year}"
