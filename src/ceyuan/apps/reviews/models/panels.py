"""Panels: what is judged, by which criteria, who was drawn, who is kept from what, and who reviews which case."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful


class Panel(Stateful):
    """A review by experts: of bids, of an acceptance, of an award.

    `kind` says what for ("calls.bid"), `subject_kind` and `subject_id` lead to the record it belongs to. `settings`
    hold the conditions of the draw (see `apps.reviews.settings`). After `due_at` no score is taken any more.
    `seal_length` and `seal_head` are those of the review record published at closing.
    """

    class Mode(models.TextChoices):
        LETTER = "letter"
        MEETING = "meeting"
        DEFENCE = "defence"
        ON_SITE = "on_site"

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=8, choices=Mode.choices)
    reviewers_per_case = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    settings = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    seal_length = models.PositiveIntegerField(null=True, blank=True)
    seal_head = models.CharField(max_length=64, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reviewers_per_case__gte=1), name="panel_has_reviewers"),
            models.CheckConstraint(
                condition=Q(state__in=["drafting", "drawn", "reviewing", "closed", "published", "cancelled"]),
                name="panel_states",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="panel_of_subject"),
            models.Index(fields=["unit", "due_at"], name="panel_of_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class PanelCase(models.Model):
    """One thing to judge. `facts` are what conflicts follow from: `unit_ids` of the applicants, `person_ids` of the
    people in it, `unsuitable` expert ids, `keywords`, `url_name` of its page; written once."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="cases")
    number = models.PositiveSmallIntegerField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="panel_case_number_once"),
            models.UniqueConstraint(fields=["panel", "subject_kind", "subject_id"], name="panel_case_once"),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="panel_case_of_subject")]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What is scored: from 0 to `points`, with a weight in millionths; the weights of a panel add up to a million."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    weight_ppm = models.PositiveIntegerField()
    points = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "code"], name="criterion_code_once"),
            models.CheckConstraint(condition=Q(points__gte=1), name="criterion_has_points"),
            models.CheckConstraint(condition=Q(weight_ppm__range=(1, 1_000_000)), name="criterion_weight"),
        ]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Draw(models.Model):
    """A draw announced: the fingerprint of its seed is public from now on, the seed itself only with the result.

    A panel may be drawn anew when a draw came to nothing; each draw stays. Append-only."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=128)
    public = models.CharField(max_length=200, blank=True)
    committed_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    committed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "number"], name="draw_number_once")]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.number}"


class DrawEntry(models.Model):
    """What a draw wrote down. Number 0 holds the record as `core.review.draw` made it, each further one a replacement;
    `digest` is the fingerprint of the whole record up to here. Append-only."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    entry = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "number"], name="draw_entry_number_once")]
        verbose_name_plural = "draw entries"

    def __str__(self) -> str:
        return f"{self.draw_id} {self.number}"


class Seat(models.Model):
    """An expert's place in a panel. `replaced` and `declined` are gone; `recused` sits, but sees no case."""

    class State(models.TextChoices):
        INVITED = "invited"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        REPLACED = "replaced"
        RECUSED = "recused"

    class Role(models.TextChoices):
        MEMBER = "member"
        CHAIR = "chair"

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    expert = models.ForeignKey("reviews.Expert", models.PROTECT, related_name="seats")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    invited_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    in_place_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "expert"], name="seat_once"),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(role="chair", state__in=["invited", "accepted"]), name="seat_one_chair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.expert_id}"


class Recusal(models.Model):
    """An expert is kept from a case, for reasons computed from records, declared, or ordered. Append-only: within a
    panel nobody comes back to a case. The database refuses assignments, sheets and votes of such a pair."""

    class Source(models.TextChoices):
        RECORDS = "records"
        DECLARED = "declared"
        ORDERED = "ordered"

    case = models.ForeignKey(PanelCase, models.PROTECT, related_name="recusals")
    expert = models.ForeignKey("reviews.Expert", models.PROTECT, related_name="recusals")
    source = models.CharField(max_length=8, choices=Source.choices)
    reasons = models.JSONField(default=list, blank=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "expert", "source"], name="recusal_once_per_source"),
            models.CheckConstraint(condition=~Q(reasons=[]) | ~Q(words=""), name="recusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.expert_id}"


class Assignment(models.Model):
    """A seat reviews a case. `recused`, `declined` and `withdrawn` have ended; the others count."""

    class State(models.TextChoices):
        ASSIGNED = "assigned"
        BEGUN = "begun"
        DONE = "done"
        ABSTAINED = "abstained"
        RECUSED = "recused"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    ENDED = ("recused", "declined", "withdrawn")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="assignments")
    case = models.ForeignKey(PanelCase, models.PROTECT, related_name="assignments")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="assignments")
    run = models.ForeignKey("reviews.AssignmentRun", models.PROTECT, null=True, related_name="assignments")
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASSIGNED)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seat"], name="assignment_once")]
        indexes = [models.Index(fields=["seat", "state"], name="assignment_of_seat")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seat_id}"


class AssignmentRun(models.Model):
    """One search for who reviews what: asked, running, done or failed, with the proof of how good the answer is.

    `stages` are (aim, value, bound) as the engine proved them, `missing` the reasons where cases cannot be served.
    `cause` is empty when the office asked; else what made it follow by itself: a seat left, or a recusal."""

    class Cause(models.TextChoices):
        DECLINED = "declined"
        REPLACED = "replaced"
        RECUSED = "recused"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="runs")
    cause = models.CharField(max_length=8, choices=Cause.choices, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    size = models.JSONField(default=dict, blank=True)
    engine = models.CharField(max_length=20, blank=True)
    stages = models.JSONField(default=list, blank=True)
    missing = models.JSONField(default=list, blank=True)
    changes = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel"], condition=Q(state__in=["waiting", "running"]), name="assignment_one_run_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.state}"
