"""Roll-ups over (unit and all below) × (programme and all below) × year × state, and what they were made from.

`year` is 0 where a project has no start date. Money is in minor units of the group's currency.
"""

from django.db import models


class ProjectShare(models.Model):
    """What one project put into the cells: a copy of its dimensions and measures at the time of rolling up."""

    project_id = models.BigIntegerField()
    group_id = models.BigIntegerField()
    unit_path = models.CharField(max_length=400, blank=True)
    programme_path = models.CharField(max_length=400)
    year = models.IntegerField()
    state = models.CharField(max_length=32)
    participations = models.IntegerField()
    money = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["project_id"], name="share_of_project")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.unit_path}"


class UnitCell(models.Model):
    """Money of participations below a unit. `projects` counts a project once however many units below take part.

    `parent_id` is the unit above (0 at the root), so that the children of a unit lie side by side in one index.
    """

    group_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    parent_id = models.BigIntegerField(default=0)
    programme_id = models.BigIntegerField()
    year = models.IntegerField()
    state = models.CharField(max_length=32)
    projects = models.IntegerField()
    participations = models.IntegerField()
    money = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "programme_id", "year", "state"], name="unit_cell_once")
        ]
        indexes = [
            models.Index(
                fields=["parent_id", "programme_id"],
                include=["unit_id", "year", "state", "projects", "participations", "money"],
                name="unit_cell_of_children",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.programme_id} {self.year} {self.state}"


class ProgrammeCell(models.Model):
    """Money of projects below a programme, as the funder gives it to the project."""

    group_id = models.BigIntegerField()
    programme_id = models.BigIntegerField()
    year = models.IntegerField()
    state = models.CharField(max_length=32)
    projects = models.IntegerField()
    participations = models.IntegerField()
    money = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme_id", "year", "state"], name="programme_cell_once")]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year} {self.state}"


class StaleProject(models.Model):
    """A project that changed since it was rolled up; written by triggers, emptied by the roll-up."""

    project_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.project_id)
