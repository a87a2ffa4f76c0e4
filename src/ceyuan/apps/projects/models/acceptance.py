"""The end of a project: its file, acceptance in two steps, results counted once.

The state is the project's own; these records are what its steps rest on.
"""

from django.db import models
from django.db.models import Q


class Acceptance(models.Model):
    """One application for acceptance; a second round follows a rectification. Concluded, it never changes."""

    class Conclusion(models.TextChoices):
        PASSED = "passed"
        RECTIFY = "rectify"
        CONCLUDED = "concluded"
        NOT_PASSED = "not_passed"

    class Money(models.TextChoices):
        ACCEPTED = "accepted"
        REFUSED = "refused"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="acceptances")
    round = models.PositiveSmallIntegerField(default=1)
    applied_on = models.DateField()
    applied_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    statement = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    panel_id = models.BigIntegerField(null=True, blank=True)
    money = models.CharField(max_length=10, choices=Money.choices, blank=True)
    money_arrived_minor = models.BigIntegerField(null=True, blank=True)
    money_spent_minor = models.BigIntegerField(null=True, blank=True)
    money_note = models.TextField(blank=True)
    money_on = models.DateField(null=True, blank=True)
    money_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    conclusion = models.CharField(max_length=10, choices=Conclusion.choices, blank=True)
    grounds = models.TextField(blank=True)
    proposal = models.JSONField(default=dict, blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    concluded_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "round"], name="acceptance_round"),
            models.CheckConstraint(condition=Q(round__range=(1, 2)), name="acceptance_rectified_once"),
            models.CheckConstraint(
                condition=Q(conclusion="") | (Q(concluded_on__isnull=False) & ~Q(grounds="")),
                name="acceptance_concluded_with_grounds",
            ),
            models.CheckConstraint(condition=Q(money="") | Q(money_on__isnull=False), name="acceptance_money_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}-{self.round}"


class AcceptanceItem(models.Model):
    """One indicator at acceptance: promised first, promised now, achieved, and what shows it.

    `achieved` for quantities; `level_ppm` (0, 500,000 or 1,000,000) for qualities and milestones. The completion is
    kept as an exact fraction, limited to 0..1 for the verdict.
    """

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="items")
    indicator = models.ForeignKey("projects.Indicator", models.PROTECT, related_name="acceptance_items")
    original = models.CharField(max_length=200, blank=True)
    current = models.CharField(max_length=200, blank=True)
    achieved = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    level_ppm = models.PositiveIntegerField(null=True, blank=True)
    completion_n = models.BigIntegerField(null=True, blank=True)
    completion_d = models.BigIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    is_third_party = models.BooleanField(default=False)
    entered_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "indicator"], name="acceptance_item_once"),
            models.CheckConstraint(
                condition=Q(level_ppm=None) | Q(level_ppm__in=(0, 500_000, 1_000_000)), name="acceptance_item_level"
            ),
            models.CheckConstraint(
                condition=Q(completion_n=None, completion_d=None) | Q(completion_n__gte=0, completion_d__gt=0),
                name="acceptance_item_completion",
            ),
            models.CheckConstraint(
                condition=Q(achieved=None, level_ppm=None) | ~Q(evidence=""), name="acceptance_item_evidenced"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.acceptance_id} {self.indicator_id}"


class TopicEvaluation(models.Model):
    """Step one: the lead unit evaluates each topic and is responsible for it."""

    class Outcome(models.TextChoices):
        FULFILLED = "fulfilled"
        PARTLY = "partly"
        MISSED = "missed"

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="topic_evaluations")
    topic = models.ForeignKey("projects.Topic", models.PROTECT, related_name="evaluations")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    grounds = models.TextField()
    evaluated_on = models.DateField()
    evaluated_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "topic"], name="topic_evaluation_once"),
            models.CheckConstraint(condition=~Q(grounds=""), name="topic_evaluation_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.outcome}"


class FileItem(models.Model):
    """Something that the file of a project must hold: named by the task book or by the archive's own list."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="file_items")
    key = models.CharField(max_length=80)
    label_zh = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="file_item_once")]

    def __str__(self) -> str:
        return self.label_zh


class ArchiveCheck(models.Model):
    """What the archive found in the file on a day. It never changes; the latest one counts."""

    class Outcome(models.TextChoices):
        COMPLETE = "complete"
        RETURNED = "returned"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="archive_checks")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    missing = models.JSONField(default=list)
    note = models.TextField(blank=True)
    checked_on = models.DateField()
    checked_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="archive_check_number"),
            models.CheckConstraint(
                condition=Q(outcome="complete", missing=[]) | Q(outcome="returned"),
                name="archive_complete_lacks_nothing",
            ),
            models.CheckConstraint(condition=Q(outcome="complete") | ~Q(note=""), name="archive_returned_with_a_note"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.outcome}"


class ResultUse(models.Model):
    """A result counted at an acceptance, with its share. Over all acceptances of the group the shares of one identifier
    reach at most the whole; the database refuses more."""

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="results_used")
    result = models.ForeignKey("projects.Result", models.PROTECT, null=True, blank=True, related_name="uses")
    identifier = models.CharField(max_length=300)
    title = models.CharField(max_length=600)
    share_ppm = models.PositiveIntegerField(default=1_000_000)
    used_by = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "identifier"], name="result_use_once"),
            models.CheckConstraint(condition=Q(share_ppm__range=(1, 1_000_000)), name="result_use_share"),
            models.CheckConstraint(condition=~Q(identifier=""), name="result_use_identified"),
        ]
        indexes = [models.Index(fields=["group", "identifier"], name="result_use_of")]

    def __str__(self) -> str:
        return self.title
