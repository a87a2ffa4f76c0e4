"""A race (赛马): several chosen bids run towards the same goal in lanes that do not see each other."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.calls.models.bids import Bid
from ceyuan.apps.calls.models.challenges import Challenge, ChallengeIndicator
from ceyuan.apps.workflow.stateful import Stateful

MOST_LANES = 5


class Race(models.Model):
    """The race of a challenge. `measured_by` is the third party that measures all lanes with the same method."""

    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="race")
    measured_by = models.CharField(max_length=200)
    rules = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(measured_by=""), name="race_measured_by_somebody")]

    def __str__(self) -> str:
        return f"{self.challenge_id}"


class Lane(Stateful):
    """One lane of a race. Who is eliminated has not failed; the records are handed over all the same."""

    race = models.ForeignKey(Race, models.PROTECT, related_name="lanes")
    bid = models.OneToOneField(Bid, models.PROTECT, related_name="lane")
    number = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=300)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    records_handed_over_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["race", "number"], name="lane_number_once"),
            models.UniqueConstraint(fields=["race", "route"], name="lane_route_differs"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_LANES)), name="lane_at_most_five"),
            models.CheckConstraint(condition=~Q(route=""), name="lane_has_route"),
            models.CheckConstraint(
                condition=~Q(state="merged_into") | Q(merged_into__isnull=False),
                name="lane_merged_says_where",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.race_id}/{self.number}"


class Checkpoint(models.Model):
    """A day on which all lanes are measured, and the money of those that go on after it."""

    race = models.ForeignKey(Race, models.CASCADE, related_name="checkpoints")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    on = models.DateField()
    criteria = models.CharField(max_length=300)
    funding_minor = models.BigIntegerField(default=0)
    keeps = models.PositiveSmallIntegerField(default=1)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["race", "position"], name="checkpoint_place"),
            models.CheckConstraint(condition=Q(funding_minor__gte=0), name="checkpoint_funding"),
            models.CheckConstraint(condition=Q(keeps__gte=1), name="checkpoint_keeps_one"),
        ]

    def __str__(self) -> str:
        return self.name


class LaneMark(models.Model):
    """What was measured in a lane at a checkpoint for an indicator of the challenge. Append-only."""

    lane = models.ForeignKey(Lane, models.PROTECT, related_name="marks")
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="marks")
    indicator = models.ForeignKey(ChallengeIndicator, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    evidence = models.CharField(max_length=300)
    measured_by = models.CharField(max_length=200)
    measured_on = models.DateField()
    noted_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lane", "checkpoint", "indicator"], name="lane_mark_once"),
            models.CheckConstraint(condition=~Q(evidence="") & ~Q(measured_by=""), name="lane_mark_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.lane_id} {self.checkpoint_id} {self.value}"
