"""Which targets of the strategy a project or a whole programme works for."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class ProjectTarget(models.Model):
    """A project, or a programme with all that lies below it, serves a target. The group is the same on both sides."""

    scope_path = "target__unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.CASCADE, null=True, blank=True, related_name="target_links")
    programme = models.ForeignKey(
        "projects.Programme", models.CASCADE, null=True, blank=True, related_name="target_links"
    )
    target = models.ForeignKey("strategy.Target", models.CASCADE, related_name="project_links")
    note = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(project=None, programme__isnull=False) | Q(project__isnull=False, programme=None),
                name="project_target_of_one_side",
            ),
            models.UniqueConstraint(
                fields=["target", "project"], condition=Q(programme=None), name="project_target_once"
            ),
            models.UniqueConstraint(
                fields=["target", "programme"], condition=Q(project=None), name="programme_target_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id or self.programme_id} → {self.target_id}"
