"""The programme tree: programme → cluster → call → topic, or the group's own kinds."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class ProgrammeKind(models.TextChoices):
    ROOT = "root"
    PROGRAMME = "programme"
    CLUSTER = "cluster"
    CALL = "call"
    TOPIC = "topic"
    MAJOR = "major"
    KEY = "key"
    GENERAL = "general"
    YOUTH = "youth"
    FREE = "free"


class Programme(models.Model):
    """A node of the programme tree. `path` is computed by a trigger; never write it. Codes are the source's own.

    `direction` is the technology direction it works for; projects below it that name none of their own follow it.
    """

    scope_path = ""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=ProgrammeKind.choices)
    name_zh = models.CharField(max_length=500, blank=True)
    name_en = models.CharField(max_length=500, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, blank=True, editable=False)
    is_special = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    sponsor_leader = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    chief_scientist = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    chief_engineer = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    direction = models.ForeignKey("strategy.Direction", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "parent", "code"], name="programme_code_once_per_parent"),
            models.UniqueConstraint(fields=["group"], condition=Q(parent=None), name="programme_one_root_per_group"),
            models.UniqueConstraint(fields=["group", "id"], name="programme_group_and_id"),
        ]
        indexes = [
            models.Index(OpClass("path", "text_pattern_ops"), name="programme_path_prefix"),
            models.Index(fields=["group", "code"], name="programme_by_code"),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en or self.code
