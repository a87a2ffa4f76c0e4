"""What failing with diligence is shown by, and what became of a project afterwards."""

from django.db import models
from django.db.models import Q


class DiligenceRecord(models.Model):
    """One line of the log of experiments and decisions. Number, time and digest are set by the database, each digest
    over the one before: a line can be added, never changed or taken out."""

    class Kind(models.TextChoices):
        EXPERIMENT = "experiment"
        DECISION = "decision"
        FAILURE = "failure"
        EXPERT_ADVICE = "expert_advice"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="diligence_records")
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    text = models.TextField()
    document_sha256 = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="diligence_number"),
            models.CheckConstraint(condition=~Q(text=""), name="diligence_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}-{self.number}"


class Exemption(models.Model):
    """A panel found that everything reasonable was done (尽职免责). It lowers nobody's score. It never changes."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="exemptions")
    number = models.PositiveSmallIntegerField()
    is_granted = models.BooleanField()
    meeting = models.CharField(max_length=120)
    reason = models.TextField()
    records = models.JSONField(default=list)
    head_digest = models.CharField(max_length=64, blank=True)
    panel_id = models.BigIntegerField(null=True, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="exemption_number"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(meeting=""), name="exemption_has_grounds"),
            models.CheckConstraint(condition=Q(is_granted=False) | ~Q(records=[]), name="exemption_rests_on_records"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.is_granted}"


class PostEvaluation(models.Model):
    """What became of a project one, three or five years after its end."""

    class InUse(models.TextChoices):
        NOT_USED = "not_used"
        TRIAL = "trial"
        IN_USE = "in_use"
        ROLLED_OUT = "rolled_out"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="post_evaluations")
    year = models.PositiveSmallIntegerField()
    evaluated_on = models.DateField()
    in_use = models.CharField(max_length=10, choices=InUse.choices)
    benefit_minor = models.BigIntegerField(null=True, blank=True)
    text = models.TextField()
    evaluated_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="post_evaluation_once_a_year"),
            models.CheckConstraint(condition=~Q(text=""), name="post_evaluation_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.year}"
