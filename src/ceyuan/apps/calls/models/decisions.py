"""What was decided about each bid with written reasons, and the pledge (军令状) of who was chosen."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.calls.models.bids import Bid
from ceyuan.apps.calls.models.challenges import Challenge

OUTCOMES = ("selected", "reserve", "not_selected")


class Decision(models.Model):
    """The decision about a bid in a round of its challenge. A later one replaces an earlier; none is changed."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="decisions")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=14)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = models.TextField()
    conditions = models.TextField(blank=True)
    funds_minor = models.BigIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "number"], name="decision_number_once"),
            models.UniqueConstraint(fields=["bid"], condition=Q(is_current=True), name="decision_one_stands"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="decision_outcome_known"),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(funds_minor=None) | Q(funds_minor__gte=0), name="decision_funds_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.outcome}"


class Pledge(models.Model):
    """The pledge of a chosen bid: its indicators, milestones and consequences, signed by leader and head of the unit.

    `content` is what is signed, `data_hash` its fingerprint; the signing itself is kept by the documents.
    """

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="pledge")
    content = models.JSONField()
    data_hash = models.CharField(max_length=64)
    consequences = models.TextField()
    signing_id = models.BigIntegerField(null=True, blank=True)
    offered_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(data_hash="") & ~Q(consequences=""), name="pledge_is_whole"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(signing_id__isnull=False), name="pledge_signed_by_signing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id}"
