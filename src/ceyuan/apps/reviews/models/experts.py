"""The pool of experts, and what they said or what is known about their interests."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Expert(models.Model):
    """An expert of the pool: a person of the group's records, or somebody from outside who is known by name only.

    `keeper` is the unit whose office keeps the entry; `unit` is the employer where it is a unit on record, else
    `unit_name` names it. `account` is the log-in of somebody from outside who was invited (see `guests`). Only who has
    consented, is active and not barred can be drawn; `max_load` are the reviews that the expert takes at a time.
    """

    class Integrity(models.TextChoices):
        CLEAR = "clear"
        NOTED = "noted"
        BARRED = "barred"

    scope_path = "keeper"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    keeper = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    person = models.OneToOneField("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    account = models.OneToOneField(
        "organisation.Account", models.PROTECT, null=True, blank=True, related_name="reviewer"
    )
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    name_zh = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=60, blank=True)
    fields = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    keywords = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_external = models.BooleanField(default=False)
    region = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    integrity_state = models.CharField(max_length=8, choices=Integrity.choices, default=Integrity.CLEAR)
    integrity_note = models.CharField(max_length=300, blank=True)
    consented_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    max_load = models.PositiveSmallIntegerField(default=5)
    sort_key = models.CharField(max_length=700, db_collation="C", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name_zh="") | ~Q(name_en=""), name="expert_has_a_name"),
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(unit_name=""), name="expert_has_an_employer"),
            models.CheckConstraint(
                condition=~Q(integrity_state="barred") | ~Q(integrity_note=""), name="expert_barred_has_a_ground"
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(account=None), name="expert_guest_is_no_person"),
            models.UniqueConstraint(
                fields=["group", "name_zh", "unit_name"], condition=Q(person=None), name="expert_outside_once"
            ),
        ]
        indexes = [models.Index(fields=["group", "sort_key", "id"], name="expert_by_name")]

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Declaration(models.Model):
    """An expert declares an interest: in a unit, in a person, or in one case. It counts until it is ended."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="declarations")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=500)
    declared_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="declaration_says_what"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(person__isnull=False) | ~Q(subject_id=""),
                name="declaration_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Tie(models.Model):
    """A relation between an expert and a person: relatives, or teacher and student."""

    class Kind(models.TextChoices):
        RELATIVE = "relative"
        TEACHER_STUDENT = "teacher_student"

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    noted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expert", "kind", "person"], name="expert_tie_once")]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.kind} {self.person_id}"
