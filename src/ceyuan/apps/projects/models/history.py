"""What changed in a project, field by field, and by which delivery or act."""

from django.db import models


class ProjectChange(models.Model):
    """One change of one field. `subject` says whether of the project itself, of a participation or of a result."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="changes")
    delivery_id = models.BigIntegerField(null=True)
    act_seq = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    as_of = models.DateField(null=True)
    subject = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=80, blank=True)
    subject_label = models.CharField(max_length=300, blank=True)
    change = models.CharField(max_length=10)
    field = models.CharField(max_length=40, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="change_of_project")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.subject}.{self.field}"
