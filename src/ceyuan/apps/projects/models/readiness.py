"""Technology readiness of a project: its critical elements, each assessed by somebody outside the team."""

from django.db import models
from django.db.models import Q


class ReadinessElement(models.Model):
    """A critical technology element (关键技术要素) with its scale and its weight in the added value of technology."""

    class Scale(models.TextChoices):
        PROCESS = "process"
        PRODUCT = "product"
        SOFTWARE = "software"

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="readiness_elements")
    position = models.PositiveSmallIntegerField(default=1)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    scale = models.CharField(max_length=8, choices=Scale.choices)
    weight_ppm = models.PositiveIntegerField(default=0)
    start_level = models.PositiveSmallIntegerField()
    target_level = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "name_zh"], name="readiness_element_once"),
            models.CheckConstraint(condition=~Q(name_zh=""), name="readiness_element_has_a_name"),
            models.CheckConstraint(condition=Q(weight_ppm__lte=1_000_000), name="readiness_element_weight"),
            models.CheckConstraint(
                condition=Q(start_level__range=(0, 9)) & Q(target_level__range=(1, 9)), name="readiness_element_levels"
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh


class ReadinessEvidence(models.Model):
    """What the team brings for one criterion of an element. Taken back, it stays, marked."""

    element = models.ForeignKey(ReadinessElement, models.PROTECT, related_name="evidence")
    criterion = models.CharField(max_length=20)
    text = models.CharField(max_length=500)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="readiness_evidence_says_something")]
        indexes = [models.Index(fields=["element", "criterion"], name="readiness_evidence_of")]

    def __str__(self) -> str:
        return self.text


class ReadinessAssessment(models.Model):
    """The level of an element on a day, as somebody outside the team found it; it may be lower than before.

    `met` maps the codes of the criteria found to be met to the ids of the evidence looked at; the level follows from
    them. The database refuses an assessor who leads or works in the project.
    """

    element = models.ForeignKey(ReadinessElement, models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    assessed_on = models.DateField()
    assessor = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    met = models.JSONField(default=dict)
    grounds = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["element", "number"], name="readiness_assessment_number"),
            models.CheckConstraint(condition=Q(level__range=(0, 9)), name="readiness_assessment_level"),
            models.CheckConstraint(condition=~Q(grounds=""), name="readiness_assessment_has_grounds"),
        ]
        indexes = [models.Index(fields=["element", "assessed_on"], name="readiness_assessment_of")]

    def __str__(self) -> str:
        return f"{self.element_id} TRL {self.level}"
