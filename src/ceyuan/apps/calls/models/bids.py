"""What is offered: the bid, its team, partners, indicators, milestones, and what the formal check found."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q

from ceyuan.apps.calls.models.challenges import Challenge, ChallengeIndicator
from ceyuan.apps.calls.modes import CHECK_ITEMS
from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful

MOST_UNSUITABLE = 3
ENDED = ["withdrawn", "discarded", "turned_away", "not_selected"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose a bid is, and who runs its challenge: all that a rule about reading it asks for."""

    state: str
    group_id: int
    made_by: int | None
    people: frozenset[int]
    unit_path: str
    challenge_path: str
    sealed_until: datetime | None


class Bid(Stateful):
    """A bid (揭榜申请) on a challenge: a unit, a leader who may be anybody, a route, an offer.

    `edition` counts savings of the draft. On submission the whole bid is told in `snapshot` with its fingerprint
    `sha256`; from then on nothing of it changes. `key` makes a start that was sent twice one bid.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="bids")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    leader = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    key = models.CharField(max_length=64)
    number = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    route = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    funds_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    committed = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "made_by", "key"], name="bid_started_once"),
            models.UniqueConstraint(fields=["challenge", "number"], name="bid_number_once"),
            models.UniqueConstraint(
                fields=["challenge", "unit", "leader"], condition=~Q(state__in=ENDED), name="bid_open_once"
            ),
            models.CheckConstraint(condition=Q(funds_minor__gte=0), name="bid_funds_not_negative"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"])
                | (Q(submitted_at__isnull=False) & Q(snapshot__isnull=False) & ~Q(sha256="") & Q(committed=True)),
                name="bid_submitted_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["leader", "state"], name="bid_of_leader")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def standing_of(cls, key: str) -> "Standing | None":
        """Where the bid with this id stands, for rules about its files; None when there is none."""
        if not key.isdecimal():
            return None
        found = cls.objects.filter(pk=int(key)).select_related("unit", "challenge", "challenge__unit").first()
        if found is None:
            return None
        people = {found.leader_id, *found.members.exclude(person=None).values_list("person_id", flat=True)}
        asked = found.challenge
        sealed_until = asked.closes_at if asked.is_blind else None
        return Standing(
            found.state,
            found.group_id,
            found.made_by_id,
            frozenset(people),
            found.unit.path,
            asked.unit.path,
            sealed_until,
        )


class BidMember(models.Model):
    """Somebody of the team with a role and person-months; no title, no degree, no age."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    person_months = models.DecimalField(max_digits=6, decimal_places=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="bid_member_place"),
            models.UniqueConstraint(fields=["bid", "person"], name="bid_member_once"),
            models.CheckConstraint(condition=Q(person_months__gt=0), name="bid_member_gives_time"),
        ]

    def __str__(self) -> str:
        return self.name


class BidPartner(models.Model):
    """A unit or an outside organisation that takes part, with its task and its share of the money."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="partners")
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    task = models.CharField(max_length=300)
    funds_minor = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="bid_partner_place"),
            models.CheckConstraint(condition=Q(funds_minor__gte=0), name="bid_partner_funds"),
        ]

    def __str__(self) -> str:
        return self.name


class BidIndicator(models.Model):
    """What the bid offers for an indicator of the challenge, or one of its own beside them."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(ChallengeIndicator, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    direction = models.CharField(max_length=8, default="at_least")
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="bid_indicator_place"),
            models.UniqueConstraint(fields=["bid", "source"], name="bid_indicator_once"),
        ]

    def __str__(self) -> str:
        return self.name


class BidMilestone(models.Model):
    """A milestone with its day, by what it is judged, and the share of the money paid when it is reached."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    criteria = models.CharField(max_length=300)
    share_ppm = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="bid_milestone_place"),
            models.CheckConstraint(condition=Q(share_ppm__lte=1_000_000), name="bid_milestone_share"),
        ]

    def __str__(self) -> str:
        return self.name


class BidUnsuitable(models.Model):
    """Somebody the bidder asks not to be judged by, with the reason; three at the most."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="unsuitable")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="bid_unsuitable_place"),
            models.CheckConstraint(condition=Q(position__range=(1, MOST_UNSUITABLE)), name="bid_unsuitable_three"),
            models.CheckConstraint(condition=~Q(reason=""), name="bid_unsuitable_has_reason"),
        ]

    def __str__(self) -> str:
        return self.name


class BidCheck(models.Model):
    """What the formal check found on one item. The items are a closed list without title, age and degree."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="checks")
    item = models.CharField(max_length=24)
    passed = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    checked_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "item"], name="bid_check_once"),
            models.CheckConstraint(condition=Q(item__in=CHECK_ITEMS), name="bid_check_closed_list"),
            models.CheckConstraint(condition=Q(passed=True) | ~Q(note=""), name="bid_check_failed_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.item}"


class BidLikeness(models.Model):
    """How like a bid is to an earlier bid or project, with the passages that agree. Written anew by each comparison."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="likenesses")
    other_kind = models.CharField(max_length=60)
    other_id = models.CharField(max_length=64)
    other_label = models.CharField(max_length=300)
    other_url = models.CharField(max_length=300, blank=True)
    share_ppm = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    passages = models.JSONField(default=list)
    compared_at = models.DateTimeField()

    class Meta:
        ordering = ["-share_ppm", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "other_kind", "other_id"], name="bid_likeness_once"),
            models.CheckConstraint(condition=Q(share_ppm__lte=1_000_000), name="bid_likeness_share"),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} ~ {self.other_label}"


class BidFile(models.Model):
    """A file of the bid: the document that holds it and the hash of its bytes, which the snapshot repeats."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="files")
    document_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bid", "document_id"], name="bid_file_once")]

    def __str__(self) -> str:
        return self.name
