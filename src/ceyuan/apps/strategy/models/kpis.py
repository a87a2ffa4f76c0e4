"""What is measured: raw quantities that units report, and the indicators computed from them."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class QuantityKind(models.TextChoices):
    MONEY = "money"
    COUNT = "count"
    PHYSICAL = "physical"
    KEYS = "keys"
    YES_NO = "yes_no"


class Frequency(models.TextChoices):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


class Quantity(models.Model):
    """A raw quantity (基础量); money in fen. `computed_by` names the provider when the system's records say it."""

    scope_path = ""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=QuantityKind.choices)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    over_time = models.CharField(max_length=4, choices=[("sum", "sum"), ("last", "last"), ("max", "max")])
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.QUARTER)
    reported_by = models.CharField(max_length=20, default="st_manager")
    computed_by = models.CharField(max_length=60, blank=True)
    needs_evidence = models.BooleanField(default=False)
    due_days = models.PositiveSmallIntegerField(default=15)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="quantity_code_once")]
        verbose_name_plural = "quantities"

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Kpi(models.Model):
    """An indicator of innovation assessment (考核指标): quantities, roll-up, direction, and how it is judged.

    `scale` turns the ratio into the unit shown (100 for per cent). A set of indicators holds for the years
    [valid_from, valid_to], because the frame of assessment changes.
    """

    scope_path = ""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    definition_zh = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    roll_up = models.CharField(
        max_length=14,
        choices=[(one, one) for one in ("sum", "ratio", "weighted_mean", "last", "max", "distinct", "boolean")],
    )
    direction = models.CharField(
        max_length=8, choices=[(one, one) for one in ("at_least", "at_most", "equal")], default="at_least"
    )
    numerator = models.ForeignKey(Quantity, models.PROTECT, related_name="+")
    denominator = models.ForeignKey(Quantity, models.PROTECT, null=True, blank=True, related_name="+")
    scale = models.PositiveIntegerField(default=1)
    decimals = models.PositiveSmallIntegerField(default=2)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    scope_note = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=300, blank=True)
    verdict_rule = models.CharField(max_length=300, blank=True)
    assessor = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    is_gate = models.BooleanField(default=False)
    valid_from = models.PositiveSmallIntegerField()
    valid_to = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="kpi_code_once"),
            models.CheckConstraint(
                condition=~Q(roll_up__in=["ratio", "weighted_mean"]) | Q(denominator__isnull=False),
                name="kpi_ratio_has_a_denominator",
            ),
            models.CheckConstraint(condition=Q(scale__gte=1), name="kpi_scale"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="kpi_valid_years"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh or self.name_en}"
