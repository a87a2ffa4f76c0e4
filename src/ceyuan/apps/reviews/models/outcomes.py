"""What comes out of a panel: the computed outcome, minutes and notes, waiting envelopes, the feedback of the office."""

import uuid

from django.db import models
from django.db.models import Q


class Outcome(models.Model):
    """The calibrated scores of a panel as computed at closing (see `apps.reviews.outcome`). Written once."""

    panel = models.OneToOneField("reviews.Panel", models.PROTECT, related_name="outcome")
    computed = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.panel_id}"


class Minute(models.Model):
    """A note of the discussion, or the minutes of the meeting; a correction is a further one. Append-only.

    A note about a case is shown to nobody who is kept from that case."""

    class Kind(models.TextChoices):
        NOTE = "note"
        MINUTES = "minutes"

    panel = models.ForeignKey("reviews.Panel", models.PROTECT, related_name="minutes")
    case = models.ForeignKey("reviews.PanelCase", models.PROTECT, null=True, blank=True, related_name="minutes")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.NOTE)
    held_on = models.DateField(null=True, blank=True)
    words = models.TextField()
    person_name = models.CharField(max_length=120)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="minute_says_something"),
            models.CheckConstraint(condition=~Q(kind="minutes") | Q(held_on__isnull=False), name="minutes_have_a_day"),
        ]
        indexes = [models.Index(fields=["panel", "at"], name="minute_of_panel")]

    def __str__(self) -> str:
        return self.words[:60]


class WaitingEnvelope(models.Model):
    """An envelope of a secret vote that nobody took yet, its token in cipher. Taken, it is gone without a trace."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey("reviews.Vote", models.PROTECT, related_name="waiting")
    closed = models.TextField()

    def __str__(self) -> str:
        return f"{self.vote_id}"


class Feedback(models.Model):
    """What the office says, once, about the work of an expert in a panel: 1 (poor) to 5 (excellent)."""

    seat = models.OneToOneField("reviews.Seat", models.PROTECT, related_name="feedback")
    points = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(points__range=(1, 5)), name="feedback_range"),
            models.CheckConstraint(condition=Q(points__gte=3) | ~Q(words=""), name="feedback_poor_has_a_reason"),
        ]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"{self.seat_id} {self.points}"
