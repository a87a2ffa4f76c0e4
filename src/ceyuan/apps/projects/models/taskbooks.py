"""The task book (任务书) of a project: its versions, the orders that change it, and what was promised before it."""

from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import Actor, ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful

from .projects import Project

# A version in one of these states is what the parties agreed on; a trigger keeps it as it is.
BINDING = ("signed", "adopted")


class TaskBook(models.Model):
    """The task book of a project; what it says stands in its versions. `due_on`: by when it has to be signed."""

    scope_path = "project__lead_unit"

    project = models.OneToOneField("projects.Project", models.PROTECT, related_name="task_book")
    number = models.CharField(max_length=64)
    due_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number


class TaskBookVersion(Stateful):
    """A wording of a task book. `data` is the book as canonical JSON, `data_hash` its SHA-256.

    A draft is edited; offered for signing it is frozen together with `print_hash`, the SHA-256 of the printed file;
    once signed (or adopted from paper or an older system) it never changes. One version of a book is in force at a
    time. The counts are what was found in a draft when it was last saved.
    """

    scope_path = "task_book__project__lead_unit"

    task_book = models.ForeignKey(TaskBook, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    change_order = models.ForeignKey(
        "projects.ChangeOrder", models.PROTECT, null=True, blank=True, related_name="versions"
    )
    data = models.JSONField()
    data_hash = models.CharField(max_length=64)
    print_hash = models.CharField(max_length=64, blank=True)
    signing_id = models.BigIntegerField(null=True, blank=True)
    is_in_force = models.BooleanField(default=False)
    in_force_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    error_count = models.PositiveSmallIntegerField(default=0)
    warning_count = models.PositiveSmallIntegerField(default=0)
    lowered_count = models.PositiveSmallIntegerField(default=0)
    edited_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task_book", "number"], name="task_book_version_number_once"),
            models.UniqueConstraint(
                fields=["task_book"], condition=Q(is_in_force=True), name="task_book_one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(is_in_force=False) | Q(state__in=BINDING), name="task_book_in_force_is_binding"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "signed"]) | ~Q(print_hash=""), name="task_book_offered_is_printed"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="task_book_version_from_one"),
        ]
        indexes = [models.Index(fields=["task_book", "-number"], name="task_book_versions")]

    def __str__(self) -> str:
        return f"{self.task_book_id} v{self.number}"


class ChangeOrder(Stateful):
    """An order to change a task book in force: the changes field by field, their highest class, and why.

    `changes` is the list of differences to `base`; a draft version of the order holds the new wording. Class A is
    decided by the group, B by the lead unit and filed, C is written into the log. `source` names where an order was
    taken over from (a commit of the source's log, say) when it was not made here.
    """

    scope_path = "task_book__project__lead_unit"

    class ChangeClass(models.TextChoices):
        A = "A"
        B = "B"
        C = "C"

    task_book = models.ForeignKey(TaskBook, models.PROTECT, related_name="orders")
    number = models.PositiveSmallIntegerField()
    base = models.ForeignKey(TaskBookVersion, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    grounds = models.TextField(blank=True)
    change_class = models.CharField(max_length=1, choices=ChangeClass.choices, default=ChangeClass.C)
    changes = models.JSONField(default=list, blank=True)
    is_lowering = models.BooleanField(default=False)
    extension_months = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_note = models.TextField(blank=True)
    filed_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task_book", "number"], name="change_order_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["drafting", "withdrawn"]) | ~Q(grounds=""), name="change_order_has_grounds"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(asked_by=None) | ~Q(decided_by=F("asked_by")) | ~Q(change_class="A"),
                name="change_order_decided_by_another",
            ),
        ]
        indexes = [models.Index(fields=["task_book", "state"], name="change_orders_of_book")]

    def __str__(self) -> str:
        return f"{self.task_book_id} #{self.number}"


class SourceIndicator(models.Model):
    """What the application, the bid or the plan promised: no indicator of the task book may fall below it.

    `key` is what an indicator of the book names as its source; `source_kind` and `source_id` the record it comes from.
    """

    class Origin(models.TextChoices):
        APPLICATION = "application"
        BID = "bid"
        CHALLENGE = "challenge"
        PLAN = "plan"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="source_indicators")
    key = models.CharField(max_length=80)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, default="quantity")
    direction = models.CharField(max_length=10, default="at_least")
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    midterm = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    final = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    final_to = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    final_text = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=200, blank=True)
    is_binding = models.BooleanField(default=True)
    weight_ppm = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="source_indicator_once")]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """A node of the plan in force; `payment_share_ppm` of the money is released when it is reached.

    All but `state` and `reached_on` is the projection of the task book in force. A node that a later version drops
    keeps its row with `is_dropped`, because evidence may stand on it.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        REACHED = "reached"
        LATE = "late"
        MISSED = "missed"
        EXEMPTED = "exempted"

    scope_path = "project__lead_unit"

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="milestones")
    key = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    criteria = models.TextField(blank=True)
    payment_share_ppm = models.PositiveIntegerField(default=0)
    trl_expected = models.PositiveSmallIntegerField(null=True, blank=True)
    is_dropped = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reached_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="milestone_once"),
            models.CheckConstraint(condition=Q(payment_share_ppm__lte=1_000_000), name="milestone_share"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="planned"), name="milestone_planned")]

    def __str__(self) -> str:
        return self.name


class PersonAllocation(models.Model):
    """Person-months that somebody gives to a project in a year, as the task book in force says."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="allocations")
    key = models.CharField(max_length=80)
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    person_months = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "key", "year"], name="allocation_once"),
            models.CheckConstraint(condition=Q(person_months__gte=0), name="allocation_not_negative"),
        ]
        indexes = [models.Index(fields=["person", "year"], name="allocation_of_person")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.name} {self.year}"


def project_behind(actor: Actor, permission: str, **which: str) -> Project | None:
    """The project that a document hangs on, as far as the permission reaches; None otherwise."""
    found: Project | None = Project.objects.known_to(actor, permission).filter(**which).first()
    return found
