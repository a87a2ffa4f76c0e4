"""Votes of a panel: open ones by name, secret ones by ballots that nobody can lead back to a person."""

import uuid

from django.db import models
from django.db.models import Q


class Vote(models.Model):
    """A vote on cases of a panel (`items` are case ids). `rule` is quorum, threshold and base as `core.review.votes`
    takes them; `commitments` the fingerprints of all tokens of a secret one, published before it; `result` is written
    once, at closing. `round_of` leads to the vote whose further round it is."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        CANCELLED = "cancelled"

    panel = models.ForeignKey("reviews.Panel", models.PROTECT, related_name="votes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    is_secret = models.BooleanField(default=False)
    items = models.JSONField(default=list)
    rule = models.JSONField(default=dict)
    attending = models.JSONField(default=list, blank=True)
    commitments = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    round_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rounds")
    opened_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="vote_number_once"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(result__isnull=False), name="vote_closed_has_a_result"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OpenVote(models.Model):
    """What a member said by name about one case. Append-only."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="said")
    seat = models.ForeignKey("reviews.Seat", models.PROTECT, related_name="+")
    case = models.ForeignKey("reviews.PanelCase", models.PROTECT, related_name="+")
    choice = models.CharField(max_length=7)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "seat", "case"], name="open_vote_once"),
            models.CheckConstraint(condition=Q(choice__in=["yes", "no", "abstain"]), name="open_vote_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.seat_id}"


class Envelope(models.Model):
    """A member took an envelope of a secret vote: that, but not which, and not when. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="envelopes")
    seat = models.ForeignKey("reviews.Seat", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "seat"], name="envelope_once")]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.seat_id}"


class Ballot(models.Model):
    """A paper in the box: a token and choices by case. Nothing here tells a person, a time or an order. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    mark = models.CharField(max_length=64)
    token = models.CharField(max_length=128)
    choices = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "mark"], name="ballot_token_once")]

    def __str__(self) -> str:
        return self.mark[:12]
