"""Plans as documents: five-year and annual ones, their versions, and the clauses of each version."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful


class PlanKind(models.TextChoices):
    FIVE_YEAR = "five_year"
    ANNUAL = "annual"


class Plan(models.Model):
    """The plan of a unit for some years; the group's is its root unit's. `parent` is the plan it carries out."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=PlanKind.choices)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "first_year"], name="plan_once_per_unit_and_period"),
            models.UniqueConstraint(fields=["group", "id"], name="plan_group_and_id"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="plan_years"),
            models.CheckConstraint(
                condition=Q(kind="five_year") | Q(last_year=F("first_year")), name="plan_annual_is_one_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class PlanVersion(Stateful):
    """One wording of a plan. Its clauses can be written while it is a draft; afterwards the database refuses."""

    scope_path = "plan__unit"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document_number = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    approved_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="in_force"), name="plan_one_version_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"

    @classmethod
    def place_of(cls, key: str) -> tuple[str, str] | None:
        """State and path of the unit of the version with this id; None when there is none."""
        found = cls.objects.filter(pk=key) if key.isdecimal() else cls.objects.none()
        place: tuple[str, str] | None = found.values_list("state", "plan__unit__path").first()
        return place


class ClauseKind(models.TextChoices):
    HEADING = "heading"
    STATEMENT = "statement"
    TARGET = "target"
    TASK = "task"
    SAFEGUARD = "safeguard"


class Clause(models.Model):
    """A numbered clause of a version. `number` is as in the document ("二、", "（三）"); `position` orders."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="clauses")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=ClauseKind.choices, default=ClauseKind.STATEMENT)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    lead_unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    direction = models.ForeignKey("strategy.Direction", models.SET_NULL, null=True, blank=True, related_name="clauses")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="clause_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(text_zh="") | ~Q(text_en=""), name="clause_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text_zh or self.text_en}"[:80]


class ClauseTarget(models.Model):
    """A clause is made measurable by a target."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="target_links")
    target = models.ForeignKey("strategy.Target", models.CASCADE, related_name="clause_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clause", "target"], name="clause_target_once")]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.target_id}"
