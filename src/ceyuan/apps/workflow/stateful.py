"""The base of every record that has a state. A door of its own, because the models of higher capabilities need it."""

from django.db import models


class Stateful(models.Model):
    """A record under a workflow: which table, which version of it, and where the case stands.

    `revision` counts the steps taken; a caller names the one it saw, so that two people cannot take a step at once.
    """

    workflow = models.CharField(max_length=40)
    workflow_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=32, db_index=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
