"""Regions as a source delivers them (NUTS in Europe, GB/T 2260 in China)."""

from django.db import models


class Region(models.Model):
    """A node of the region tree; units name it by `region_code`."""

    group = models.ForeignKey("organisation.Group", models.CASCADE, related_name="+")
    code = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="region_code_once_per_group")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
