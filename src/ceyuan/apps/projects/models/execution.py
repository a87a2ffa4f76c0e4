"""What happens while a project runs: milestones decided on evidence, payments, progress, risks, mid-term checks."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.workflow.stateful import Stateful


class MilestoneEvidence(models.Model):
    """What shows that a milestone is reached: words, and a file where there is one. Taken back, it stays, marked."""

    milestone = models.ForeignKey("projects.Milestone", models.PROTECT, related_name="evidence")
    text = models.CharField(max_length=500)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="milestone_evidence_says_something")]

    def __str__(self) -> str:
        return self.text


class MilestoneDecision(models.Model):
    """Go or no-go at a milestone, with its grounds and the state of the project on that day. It never changes."""

    class Outcome(models.TextChoices):
        GO = "go"
        NO_GO = "no_go"
        EXEMPT = "exempt"

    milestone = models.ForeignKey("projects.Milestone", models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    decider_name = models.CharField(max_length=120)
    grounds = models.TextField()
    snapshot = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "number"], name="milestone_decision_number"),
            models.CheckConstraint(condition=~Q(grounds=""), name="milestone_decision_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.outcome}"


class Payment(Stateful):
    """Money released for a milestone to a unit, in minor units of the project's currency.

    `due_on` ends the thirty days in which it has to be paid. The database refuses more than the milestone's share of
    the funding, and any release before the milestone is reached.
    """

    scope_path = "project__lead_unit"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="payments")
    milestone = models.ForeignKey("projects.Milestone", models.PROTECT, related_name="payments")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    amount_minor = models.BigIntegerField()
    due_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    voucher = models.CharField(max_length=60, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    spent_minor = models.BigIntegerField(default=0)
    returned_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="payment_number"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_amount"),
            models.CheckConstraint(
                condition=Q(spent_minor__gte=0)
                & Q(returned_minor__gte=0)
                & Q(amount_minor__gte=F("spent_minor") + F("returned_minor")),
                name="payment_spent_within_amount",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("paid", "confirmed", "spent", "settled"))
                | (Q(paid_on__isnull=False) & ~Q(voucher="")),
                name="payment_paid_with_voucher",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="payment_by_state")]

    def __str__(self) -> str:
        return f"{self.project_id}-{self.number}"


class ProgressEntry(models.Model):
    """What one topic (or the project as a whole) tells of one month, once. Reports are compiled from these."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="progress")
    topic = models.ForeignKey("projects.Topic", models.PROTECT, null=True, blank=True, related_name="progress")
    month = models.DateField()
    text = models.TextField()
    at_risk = models.BooleanField(default=False)
    risk_text = models.CharField(max_length=300, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "topic", "month"], nulls_distinct=False, name="progress_once_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="progress_month_by_its_first_day"),
            models.CheckConstraint(condition=~Q(text=""), name="progress_says_something"),
            models.CheckConstraint(condition=Q(at_risk=False) | ~Q(risk_text=""), name="progress_risk_in_words"),
        ]
        indexes = [models.Index(fields=["project", "-month"], name="progress_of_project")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.month:%Y-%m}"


class ProgressValue(models.Model):
    """What an indicator stood at when the entry was made."""

    entry = models.ForeignKey(ProgressEntry, models.CASCADE, related_name="values")
    indicator = models.ForeignKey("projects.Indicator", models.PROTECT, related_name="progress")
    value = models.DecimalField(max_digits=20, decimal_places=6)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "indicator"], name="progress_value_once")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"


class ProjectRisk(models.Model):
    """Something that may keep a project from its goal: how likely, what is done, who answers, until when."""

    class Level(models.TextChoices):
        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    class State(models.TextChoices):
        OPEN = "open"
        MITIGATED = "mitigated"
        OCCURRED = "occurred"
        CLOSED = "closed"

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="risks")
    entry = models.ForeignKey(ProgressEntry, models.SET_NULL, null=True, blank=True, related_name="risks")
    title = models.CharField(max_length=300)
    probability = models.CharField(max_length=6, choices=Level.choices)
    impact = models.CharField(max_length=6, choices=Level.choices)
    measure = models.TextField(blank=True)
    owner = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="risk_has_a_title"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "mitigated")) | Q(closed_on__isnull=False), name="risk_closed_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MidtermCheck(models.Model):
    """A mid-term check: what the records said on that day, and the conclusion. It never changes."""

    class Conclusion(models.TextChoices):
        CONTINUE = "continue"
        RECTIFY = "rectify"
        ADJUST = "adjust"
        TERMINATE = "terminate"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="midterm_checks")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    conclusion = models.CharField(max_length=10, choices=Conclusion.choices)
    grounds = models.TextField()
    correct_by = models.DateField(null=True, blank=True)
    snapshot = models.JSONField(default=dict)
    decided_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    decider_name = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="midterm_number"),
            models.CheckConstraint(condition=~Q(grounds=""), name="midterm_has_grounds"),
            models.CheckConstraint(
                condition=~Q(conclusion="rectify") | Q(correct_by__isnull=False), name="midterm_rectify_by_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.conclusion}"
