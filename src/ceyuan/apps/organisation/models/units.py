"""Units over time. `Unit` is today's tree; `UnitVersion` holds every earlier and later shape of it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class UnitKind(models.TextChoices):
    GROUP = "group"
    STRATEGIC_UNIT = "strategic_unit"
    ENTERPRISE = "enterprise"
    INSTITUTE = "institute"
    DOMAIN_CENTRE = "domain_centre"
    PLATFORM = "platform"
    DEPARTMENT = "department"
    BRANCH = "branch"
    COUNTRY = "country"
    EXTERNAL = "external"


class Unit(models.Model):
    """A unit as it stands today. `path` ("1.7.2", ids from the root) is computed by a trigger; never write it."""

    scope_path = ""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name_zh = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, blank=True, editable=False)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    region_code = models.CharField(max_length=16, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    sort_key = models.CharField(max_length=700, db_collation="C", blank=True)
    delivery_id = models.BigIntegerField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="unit_code_once_per_group"),
            models.UniqueConstraint(fields=["group"], condition=Q(parent=None), name="unit_one_root_per_group"),
            models.UniqueConstraint(fields=["group", "id"], name="unit_group_and_id"),
            models.CheckConstraint(condition=~Q(name_zh="") | ~Q(name_en=""), name="unit_has_a_name"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="unit_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(OpClass("path", "text_pattern_ops"), name="unit_path_prefix")]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class UnitVersion(models.Model):
    """What a unit was called, what it was and under whom it stood from a day until the day before another."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    name_zh = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_version_never_overlaps",
                expressions=[
                    (Func("unit_id", "unit_id", Value("[]"), function="int8range"), "&&"),
                    ("valid", "&&"),
                ],
            ),
            models.CheckConstraint(condition=~Q(valid__isempty=True), name="unit_version_is_not_empty"),
        ]
        indexes = [GistIndex(fields=["valid"], name="unit_version_valid")]

    def __str__(self) -> str:
        return f"{self.name_zh or self.name_en} {self.valid}"


class Succession(models.Model):
    """Who carries on what a unit was: the bridge from "as of" to "as restated"."""

    class Kind(models.TextChoices):
        MERGE = "merge"
        SPLIT = "split"
        CLOSE = "close"

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    is_main = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once"),
            models.UniqueConstraint(
                fields=["predecessor"], condition=Q(is_main=True), name="succession_one_main_successor"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} {self.on}"


class Ownership(models.Model):
    """The share that an owner holds directly in a unit, in millionths, over time. Effective shares are multiplied."""

    owner = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    share_ppm = models.PositiveIntegerField()
    valid = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share_ppm__gt=0, share_ppm__lte=1_000_000), name="ownership_share"),
            models.CheckConstraint(condition=~Q(owner=F("unit")), name="ownership_not_of_itself"),
            ExclusionConstraint(
                name="ownership_never_overlaps",
                expressions=[
                    (Func("unit_id", "unit_id", Value("[]"), function="int8range"), "&&"),
                    (Func("owner_id", "owner_id", Value("[]"), function="int8range"), "&&"),
                    ("valid", "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.share_ppm} {self.unit_id}"


class UnitAlias(models.Model):
    """Another spelling, address or number under which a source knows a unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=400)
    language = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20, default="variant")
    facts = models.JSONField(default=dict, blank=True)
    source_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "name", "source_key"], name="unit_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name
