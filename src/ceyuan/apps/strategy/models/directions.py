"""The technology tree, how mature each direction is, and the gaps that a unit admits."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class DirectionClass(models.TextChoices):
    CHOKEPOINT = "chokepoint"
    INDUSTRY_COMMON = "industry_common"
    CORE_COMPETENCE = "core_competence"
    FRONTIER = "frontier"
    SHOP_FLOOR = "shop_floor"


class ChainPosition(models.TextChoices):
    EXPLORATION = "exploration"
    MINING = "mining"
    BENEFICIATION = "beneficiation"
    SMELTING = "smelting"
    PROCESSING = "processing"
    MATERIALS = "materials"
    APPLICATION = "application"
    RECYCLING = "recycling"
    EQUIPMENT = "equipment"
    DIGITAL = "digital"


class Direction(models.Model):
    """A technology direction: a node of a tree, its class, its place in the chain and who answers for it (链长)."""

    scope_path = "owner_unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, blank=True, editable=False)
    code = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    tech_class = models.CharField(max_length=20, choices=DirectionClass.choices, blank=True)
    chain_position = models.CharField(max_length=14, choices=ChainPosition.choices, blank=True)
    definition_zh = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    state_of_the_art = models.TextField(blank=True)
    gap = models.TextField(blank=True)
    trl_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    wanted_by = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    owner_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="direction_code_once"),
            models.UniqueConstraint(fields=["group", "id"], name="direction_group_and_id"),
            models.CheckConstraint(condition=Q(trl_wanted=None) | Q(trl_wanted__range=(1, 9)), name="direction_trl"),
        ]
        indexes = [models.Index(OpClass("path", "text_pattern_ops"), name="direction_path_prefix")]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class DirectionLevel(models.Model):
    """How mature a direction was found to be on a day, on which evidence. The last one is "now". Append-only."""

    direction = models.ForeignKey(Direction, models.CASCADE, related_name="levels")
    on = models.DateField()
    trl = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=300)
    person_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["direction", "on"], name="direction_level_once_per_day"),
            models.CheckConstraint(condition=Q(trl__range=(1, 9)), name="direction_level_trl"),
            models.CheckConstraint(condition=~Q(evidence=""), name="direction_level_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.direction_id} TRL {self.trl}"


class Gap(models.Model):
    """A gap that a unit admits (正视差距究根源): required against held, root cause, action, owner, due."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    direction = models.ForeignKey(Direction, models.SET_NULL, null=True, blank=True, related_name="gaps")
    kpi = models.ForeignKey("strategy.Kpi", models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    required = models.CharField(max_length=300)
    held = models.CharField(max_length=300)
    cause = models.TextField()
    action = models.TextField()
    owner = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    due_on = models.DateField()
    progress = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_evidence = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(cause="") & ~Q(action="") & ~Q(required="") & ~Q(held=""), name="gap_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closing_evidence=""), name="gap_closes_on_evidence"
            ),
        ]

    def __str__(self) -> str:
        return self.title
