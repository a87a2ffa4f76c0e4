"""Policy documents as clause trees, what each unit made of each measure, and what researchers say of it."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful


class Policy(models.Model):
    """A policy document of a unit (the group's opinion with its 20 measures, a regulation, a unit's own rules)."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    document_number = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "document_number"], name="policy_number_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("issued_on")), name="policy_ends_after_issue"
            ),
        ]
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class Theme(models.TextChoices):
    RESPONSIBILITY = "responsibility"
    TALENT = "talent"
    INCENTIVE = "incentive"
    SAFEGUARD = "safeguard"


class Measure(models.Model):
    """A clause of a policy. Headings carry no obligation; a measure says who, for whom, by when, shown how.

    `floor` and `ceiling` bound what a unit may set itself (in `bound_unit`, for instance "%"); null means no bound.
    """

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="measures")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    theme = models.CharField(max_length=14, choices=Theme.choices)
    is_heading = models.BooleanField(default=False)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    target_group = models.CharField(max_length=120, blank=True)
    lead_unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=200, blank=True)
    needs_own_rule = models.BooleanField(default=True)
    floor = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    ceiling = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    bound_unit = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="measure_number_once"),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(ceiling=None) | Q(ceiling__gte=F("floor")), name="measure_bounds"
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.number} {self.title_zh or self.title_en}"


class MeasureUptake(Stateful):
    """What a unit made of a measure. "Landed" is a matter of beneficiaries, not of a document; the database insists.

    `own_value` is the unit's own setting where the measure has a floor or a ceiling. `reported_by` reported last; who
    reported never verifies.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="uptakes")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    own_rule = models.CharField(max_length=200, blank=True)
    own_rule_number = models.CharField(max_length=80, blank=True)
    own_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    beneficiaries = models.PositiveIntegerField(default=0)
    money_minor = models.BigIntegerField(default=0)
    landed_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    obstacle = models.CharField(max_length=300, blank=True)
    reported_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "unit"], name="uptake_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["landed", "effective"]) | (Q(beneficiaries__gt=0) & ~Q(evidence="")),
                name="uptake_landed_has_beneficiaries",
            ),
            models.CheckConstraint(condition=Q(money_minor__gte=0), name="uptake_money"),
            models.CheckConstraint(condition=~Q(state="blocked") | ~Q(obstacle=""), name="uptake_blocked_says_why"),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(reported_by=None) | ~Q(verified_by=F("reported_by")),
                name="uptake_verified_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.unit_id} {self.state}"


class MeasureFeedback(models.Model):
    """What somebody of a unit said of a measure, without who and without the time: only the month."""

    class Answer(models.TextChoices):
        REACHED = "reached"
        HEARD = "heard"
        NOT_REACHED = "not_reached"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="feedback")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    month = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer.choices)
    comment = models.CharField(max_length=500, blank=True)
    shuffle = models.UUIDField(primary_key=True)  # random: the order of the rows must not tell who came first

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="feedback_knows_only_the_month")]
        indexes = [models.Index(fields=["measure", "unit"], name="feedback_of_measure")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.answer}"


class FeedbackReceipt(models.Model):
    """That a person has answered about a measure this year: kept apart from the answers, and not linked to them."""

    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "measure", "year"], name="feedback_once_a_year")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.measure_id} {self.year}"
