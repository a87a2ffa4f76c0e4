"""A group of companies: the wall that no record crosses."""

from django.db import models


class Group(models.Model):
    """One group of companies. An installation may hold several; every scoped record belongs to exactly one."""

    code = models.CharField(max_length=32, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name_zh or self.name_en
