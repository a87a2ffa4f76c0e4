"""A notice with its lines, and every prolonging of it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful


class Audience(models.TextChoices):
    """To whom a notice is shown: the people of its unit, the whole group, or everybody (it is hung outside as well)."""

    UNIT = "unit"
    GROUP = "group"
    PUBLIC = "public"


class Notice(Stateful):
    """A public notice (公示). Dates are days of the period, both shown to the reader; `ends_on` still belongs to it.

    `subject_*` names the record the notice is about; `least_ends_on` is the end that the calendar gave when it was
    published: the period may become longer than that, never shorter.
    """

    scope_path = "unit"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    basis = models.TextField(blank=True)
    audience = models.CharField(max_length=6, choices=Audience.choices)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=300, blank=True)
    working_days = models.PositiveSmallIntegerField()
    drafted_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    least_ends_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(working_days__gte=1, working_days__lte=250), name="notice_days"),
            models.CheckConstraint(
                condition=Q(published_on=None, starts_on=None, least_ends_on=None, ends_on=None)
                | Q(
                    published_on__isnull=False,
                    starts_on__gt=F("published_on"),
                    least_ends_on__gte=F("starts_on"),
                    ends_on__gte=F("least_ends_on"),
                ),
                name="notice_period",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(ends_on__isnull=False), name="notice_shown_has_period"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="notice_of_subject"),
            models.Index(fields=["group", "state", "ends_on"], name="notice_running"),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeLine(models.Model):
    """One thing the notice puts on show and that can be objected to by itself.

    `fields` holds what the template allows to be shown, by the template's field codes. `party_*` name whom the line is
    about: they never see who objected, and do not handle the objection; they are not printed.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    text = models.TextField()
    fields = models.JSONField(default=dict, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    party_persons = ArrayField(models.BigIntegerField(), default=list, blank=True)
    party_units = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "key"], name="notice_line_key_once"),
            models.UniqueConstraint(fields=["notice", "position"], name="notice_line_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="notice_line_says_something"),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="notice_line_of_subject")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def parties(self) -> tuple[frozenset[int], frozenset[int]]:
        """The people and the units that the line is about."""
        return frozenset(self.party_persons), frozenset(self.party_units)


class NoticeProlonging(models.Model):
    """The end of a period was put off, with the reason. Append-only."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="prolongings")
    before = models.DateField()
    after = models.DateField()
    reason = models.TextField()
    account = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(after__gt=F("before")), name="prolonging_goes_on"),
            models.CheckConstraint(condition=~Q(reason=""), name="prolonging_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.before} → {self.after}"


def shown_fields(line: NoticeLine) -> dict[str, Any]:
    """What the line shows beside its text."""
    return {code: value for code, value in line.fields.items() if value not in {None, ""}}
