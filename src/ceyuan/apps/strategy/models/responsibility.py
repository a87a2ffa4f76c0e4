"""What a leader answers for: duties of the post, the signed yearly letter, supervision, and the hand-over."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful

SIDES = [("upper", "upper"), ("lower", "lower")]


class Duty(models.Model):
    """A duty of a post (not of a person), with the text that founds it. Due every year on `month`-`day` when given."""

    class Kind(models.TextChoices):
        DECIDE = "decide"
        SIGN = "sign"
        CHAIR = "chair"
        REPORT = "report"
        VISIT = "visit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    post_kind = models.CharField(max_length=30, default="top_leader")
    unit_kinds = models.JSONField(default=list, blank=True)
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True)
    leader_only = models.BooleanField(default=True)
    times_a_year = models.PositiveSmallIntegerField(default=1)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="duty_code_once")]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class Matter(models.Model):
    """Something that only the leader of the unit can decide or do, with its deadline; `duty` says why it is his."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, blank=True, related_name="matters")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    due_on = models.DateField()
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(outcome=""), name="matter_done_says_what"),
        ]
        indexes = [models.Index(fields=["unit", "due_on"], condition=Q(done_on=None), name="matter_open")]

    def __str__(self) -> str:
        return self.title


class Letter(Stateful):
    """The responsibility letter (责任书) of a unit's leader for a year, between the leader above and the leader below.

    `content` is what was signed, frozen when the letter is offered, and `sha256` its fingerprint; nothing of it changes
    afterwards. `score` is written once, when the year is judged.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    plan = models.ForeignKey("strategy.Plan", models.PROTECT, related_name="letters")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    upper_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    document_id = models.BigIntegerField(null=True, blank=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], condition=~Q(state="cancelled"), name="letter_once_per_unit_and_year"
            ),
            models.CheckConstraint(condition=~Q(unit=F("upper_unit")), name="letter_between_two_units"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | (Q(content__isnull=False) & ~Q(sha256="")),
                name="letter_offered_has_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class LetterSignature(models.Model):
    """A leader's signature under a letter: who, in which post, when, and the fingerprint signed. Append-only.

    Signed on behalf, `holder_name` is the holder of the post, who delegated it.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=5, choices=SIDES)
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    account = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    on_behalf = models.BooleanField(default=False)
    holder_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "side"], name="letter_signed_once_per_side")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.side}"


class ScoreAdjustment(models.Model):
    """A bonus or a deduction beside the weighted score of a year, with its evidence; it counts once confirmed."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2)
    title = models.CharField(max_length=200)
    evidence = models.CharField(max_length=300)
    entered_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(points=0), name="adjustment_is_not_nothing"),
            models.CheckConstraint(condition=~Q(evidence=""), name="adjustment_has_evidence"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(entered_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="adjustment_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} {self.points}"


class Supervision(Stateful):
    """A supervision item (督办): what a leader above wants solved, by whom, until when, and how it was answered.

    With `person` it is asked of that person in the unit; unanswered past its day, it falls to the heads of the unit.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("organisation.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    issued_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due_on"], name="supervision_of_unit"),
            models.Index(fields=["subject_kind", "subject_id"], name="supervision_about"),
        ]

    def __str__(self) -> str:
        return self.title


class Handover(models.Model):
    """The certificate when a leader's post changes hands: a frozen picture of what is open, signed by both."""

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    from_person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    to_person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    from_signed_at = models.DateTimeField(null=True, blank=True)
    to_signed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "on"], name="handover_once"),
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="handover_between_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
