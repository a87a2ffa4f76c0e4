"""Who wants mail about what waits, and which mail was sent."""

from django.db import models


class MailWish(models.Model):
    """How often an account wants the digest of its inbox. Without a row it gets none."""

    class Rhythm(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"
        NEVER = "never"

    account = models.OneToOneField("organisation.Account", models.CASCADE, related_name="mail_wish")
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)

    def __str__(self) -> str:
        return f"{self.account_id} {self.rhythm}"


class Digest(models.Model):
    """A digest that was sent, or what kept it from being sent; one per account and day, so that none goes twice."""

    account = models.ForeignKey("organisation.Account", models.CASCADE, related_name="digests")
    day = models.DateField()
    waiting = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"
