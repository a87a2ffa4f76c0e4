"""Targets: negotiated down the organisation, agreed by two leaders, and never lowered in silence."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful

from .amounts import amount


class Target(Stateful):
    """What a unit has to reach in an indicator in a year.

    `parent` is the target of a unit above that this is a share of; `source` is that of the plan above (the five-year
    plan's for an annual one) that it may not fall below. `basis` is the planned denominator, by which shares of a ratio
    are consolidated. `reserve` is what the unit keeps back when it splits its target among the units below. `value` is
    in fen where the indicator is money. While it is negotiated, `value` is the last one on the table; `last_side` says
    whose. `change` is the approved change that allows the present value of a target in force.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    plan = models.ForeignKey("strategy.Plan", models.PROTECT, related_name="targets")
    kpi = models.ForeignKey("strategy.Kpi", models.PROTECT, related_name="targets")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="shares")
    source = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_by")
    baseline = amount(null=True)
    value = amount(null=True)
    basic = amount(null=True)
    challenge = amount(null=True)
    basis = amount(null=True)
    reserve = amount(default=0)
    weight_ppm = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=300, blank=True)
    verdict_rule = models.CharField(max_length=300, blank=True)
    assessor = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    last_side = models.CharField(max_length=5, choices=[("upper", "upper"), ("lower", "lower")], default="upper")
    change = models.ForeignKey("strategy.TargetChange", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kpi", "year", "unit"], condition=~Q(state="withdrawn"), name="target_once"
            ),
            models.UniqueConstraint(fields=["group", "id"], name="target_group_and_id"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(value__isnull=False), name="target_has_a_value"
            ),
            models.CheckConstraint(condition=Q(weight_ppm__lte=1_000_000), name="target_weight"),
            models.CheckConstraint(condition=Q(basis=None) | Q(basis__gte=0), name="target_basis"),
        ]
        indexes = [
            models.Index(fields=["unit", "year", "kpi"], name="target_of_unit"),
            models.Index(fields=["group", "kpi", "year"], name="target_of_kpi"),
            models.Index(fields=["parent"], name="target_shares"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.unit_id} {self.year}"


class TargetMove(models.Model):
    """One move about a target: every value it ever had, who put it there, on which side, and why. Append-only."""

    class Kind(models.TextChoices):
        DRAFT = "draft"
        SETTING = "setting"
        PROPOSAL = "proposal"
        COUNTER = "counter"
        ACCEPTANCE = "acceptance"
        REOPENING = "reopening"
        SIGNATURE = "signature"
        CHANGE = "change"
        WITHDRAWAL = "withdrawal"
        CLOSING = "closing"
        TAKEN = "taken"

    target = models.ForeignKey(Target, models.CASCADE, related_name="moves")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    side = models.CharField(max_length=5, choices=[("upper", "upper"), ("lower", "lower")])
    value = amount(null=True)
    basis = amount(null=True)
    reason = models.TextField(blank=True)
    account = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "number"], name="target_move_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.target_id} {self.number} {self.kind}"


class TargetChange(Stateful):
    """A request to change a target that is agreed or in force. Only an approved one lets the value change."""

    scope_path = "target__unit"

    target = models.ForeignKey(Target, models.CASCADE, related_name="changes")
    old_value = amount()
    new_value = amount()
    is_lowering = models.BooleanField()
    grounds = models.TextField()
    asked_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="target_change_has_grounds"),
            models.UniqueConstraint(fields=["target"], condition=Q(state="requested"), name="target_one_open_change"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.old_value} → {self.new_value}"
