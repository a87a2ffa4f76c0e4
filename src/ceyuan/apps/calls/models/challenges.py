"""What is asked of everybody: the challenge, its indicators, who was invited, and the questions about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ceyuan.apps.calls.modes import APPLICANTS, GATES, MODES
from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful

DIRECTIONS = ("at_least", "at_most", "equal")
SCOPES = ("unit", "group", "public")
# Classified work is called for on paper; nothing about it may be typed in here.
SECRECY = ("public", "internal")


class Challenge(Stateful):
    """A challenge (榜单): a problem somebody has, what would solve it, until when, for how much, for whom.

    `unit` publishes and runs it, `demander` has the problem and will use the result. `closes_at` is the moment after
    which the server takes no bid. `round` counts publications: an unfilled list may be opened again.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    demander = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    direction = models.ForeignKey("strategy.Direction", models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=32)
    mode = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    end_user = models.CharField(max_length=200, blank=True)
    problem = models.TextField()
    background = models.TextField(blank=True)
    constraints = models.TextField(blank=True)
    deliverables = models.TextField(blank=True)
    reward = models.TextField(blank=True)
    ip_terms = models.TextField(blank=True)
    budget_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    secrecy = models.CharField(max_length=10, default="public")
    scope = models.CharField(max_length=8, default="group")
    applicants = models.CharField(max_length=12, default="internal")
    gates = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    is_blind = models.BooleanField(default=True)
    awarded_min = models.PositiveSmallIntegerField(default=1)
    awarded_max = models.PositiveSmallIntegerField(default=1)
    closes_at = models.DateTimeField(null=True, blank=True)
    kill_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    panel_id = models.BigIntegerField(null=True, blank=True)
    notice_id = models.BigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="challenge_code_once"),
            models.UniqueConstraint(fields=["group", "id"], name="challenge_group_and_id"),
            models.CheckConstraint(condition=Q(mode__in=sorted(MODES)), name="challenge_mode_known"),
            models.CheckConstraint(condition=Q(applicants__in=APPLICANTS), name="challenge_applicants_known"),
            models.CheckConstraint(condition=Q(gates__contained_by=list(GATES)), name="challenge_gates_closed_list"),
            models.CheckConstraint(condition=Q(secrecy__in=SECRECY), name="challenge_never_classified"),
            models.CheckConstraint(condition=Q(scope__in=SCOPES), name="challenge_scope_known"),
            models.CheckConstraint(condition=Q(budget_minor__gte=0), name="challenge_budget_not_negative"),
            models.CheckConstraint(
                condition=Q(awarded_min__gte=1) & Q(awarded_max__gte=F("awarded_min")), name="challenge_awarded_bounds"
            ),
            models.CheckConstraint(
                condition=~Q(mode="race") | (Q(awarded_min__gte=2) & Q(awarded_max__lte=5)), name="race_two_to_five"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "demand_review", "cancelled"])
                | (Q(published_at__isnull=False) & Q(closes_at__isnull=False)),
                name="challenge_published_has_deadline",
            ),
        ]
        indexes = [models.Index(fields=["group", "state", "closes_at"], name="challenge_by_state")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ChallengeIndicator(models.Model):
    """What the solution has to reach, measured how. A hard one is a floor for every bid: it cannot be underbid."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    direction = models.CharField(max_length=8, default="at_least")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    method = models.CharField(max_length=300)
    is_hard = models.BooleanField(default=True)
    third_party = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "position"], name="challenge_indicator_place"),
            models.UniqueConstraint(fields=["challenge", "name"], name="challenge_indicator_once"),
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="challenge_indicator_direction"),
            models.CheckConstraint(condition=~Q(method=""), name="challenge_indicator_has_method"),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A unit that was asked to bid; where a mode goes by invitation, nobody else may."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="invitations")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "unit"], name="invited_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="invitation_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.unit_id}"


class Question(models.Model):
    """A question about a challenge and its answer, for all to read; who asked is shown to nobody else."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "key"], name="question_once"),
            models.CheckConstraint(condition=~Q(text=""), name="question_asks"),
            models.CheckConstraint(condition=Q(answered_at=None) | ~Q(answer=""), name="question_answered_in_words"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
