"""What a project consists of: who takes part, with which money, topics and indicators."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Participation(models.Model):
    """A unit takes part in a project. The same unit may take part twice (another department, another role)."""

    scope_path = "unit"

    class Role(models.TextChoices):
        LEAD = "lead"
        PARTICIPANT = "participant"
        ASSOCIATED = "associated"
        THIRD_PARTY = "third_party"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="participations")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    position = models.PositiveIntegerField(default=1)
    occurrence = models.PositiveSmallIntegerField(default=1)
    department = models.CharField(max_length=300, blank=True)
    funding_minor = models.BigIntegerField(null=True, blank=True)
    net_funding_minor = models.BigIntegerField(null=True, blank=True)
    total_minor = models.BigIntegerField(null=True, blank=True)
    is_terminated = models.BooleanField(default=False)
    is_sme = models.BooleanField(null=True, blank=True)
    delivery_id = models.BigIntegerField(null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "unit", "occurrence"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(funding_minor=None) | Q(funding_minor__gte=0), name="participation_money"
            ),
        ]
        indexes = [models.Index(fields=["unit", "project"], name="participation_of_unit")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.unit_id} {self.role}"


class BudgetLine(models.Model):
    """Planned money of a project by source, year and category."""

    class Category(models.TextChoices):
        EQUIPMENT = "equipment"
        OPERATIONS = "operations"
        LABOUR = "labour"
        INDIRECT = "indirect"
        LUMP_SUM = "lump_sum"

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="budget_lines")
    source = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=12, choices=Category.choices)
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "source", "year", "category"], name="budget_line_once"),
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="budget_line_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year} {self.source} {self.category}"


class Topic(models.Model):
    """A part of a project with its own unit, leader and budget (课题); `key` is its item in the task book."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="topics")
    key = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=64)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    leader = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    budget_minor = models.BigIntegerField(default=0)
    weight_ppm = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="topic_code_once_per_project"),
            models.CheckConstraint(condition=Q(budget_minor__gte=0), name="topic_budget"),
            models.CheckConstraint(condition=Q(weight_ppm__lte=1_000_000), name="topic_weight"),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class Indicator(models.Model):
    """What a project or topic has to reach: from where, to where, shown how.

    `key` is its item in the task book, `source_key` the indicator of the application or plan that it comes from. One
    that a later version drops keeps its row with `is_dropped`, because values reported for it may stand on it.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "at_least"
        AT_MOST = "at_most"
        EQUAL = "equal"
        RANGE = "range"

    class Kind(models.TextChoices):
        QUANTITY = "quantity"
        QUALITY = "quality"
        MILESTONE = "milestone"

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=80, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=1)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.QUANTITY)
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.AT_LEAST)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    midterm = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    final = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    final_to = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    final_text = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    third_party = models.BooleanField(null=True, blank=True)
    is_binding = models.BooleanField(default=True)
    is_dropped = models.BooleanField(default=False)
    weight_ppm = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], condition=~Q(key=""), name="indicator_key_once")
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en
