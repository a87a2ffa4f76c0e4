"""What came out of a project, and how sources classify it."""

from django.db import models

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Result(models.Model):
    """A publication, deliverable, patent or other result of a project. Withdrawn ones stay, marked."""

    scope_path = "project__lead_unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="results")
    source_key = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, blank=True)
    subtype = models.CharField(max_length=80, blank=True)
    title = models.TextField(blank=True)
    authors = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    published_in = models.TextField(blank=True)
    identifier = models.CharField(max_length=300, blank=True)
    url = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    delivery_id = models.BigIntegerField(null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "source_key"], name="result_once_per_project")]
        indexes = [models.Index(fields=["project", "kind", "-year"], name="result_of_project")]

    def __str__(self) -> str:
        return self.title or self.source_key


class ResultUnit(models.Model):
    """A unit that a result belongs to, as the source says."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="units")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    occurrence = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "unit", "role", "occurrence"], name="result_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.unit_id}"


class ProjectTag(models.Model):
    """A classification of a project by a scheme (field of science, policy marker), with the weight the source gives."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="tags")
    scheme = models.CharField(max_length=30)
    code = models.CharField(max_length=120)
    title = models.CharField(max_length=300, blank=True)
    weight_ppm = models.BigIntegerField(null=True, blank=True)
    occurrence = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "scheme", "code", "occurrence"], name="project_tag_once")
        ]
        indexes = [models.Index(fields=["scheme", "code"], name="project_tag_by_code")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class ProjectLink(models.Model):
    """A page about a project elsewhere."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="links")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=500, blank=True)
    url = models.TextField()
    occurrence = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "url", "occurrence"], name="project_link_once")
        ]

    def __str__(self) -> str:
        return self.url
