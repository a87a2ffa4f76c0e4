"""An objection to lines of a notice: under a name that only handlers may learn, and only for a recorded purpose."""

from django.db import models
from django.db.models import Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet
from ceyuan.apps.workflow.stateful import Stateful
from ceyuan.kit.sealed import SealedTextField

from .notices import Notice, NoticeLine

OPEN_STATES = ("received", "accepted", "investigating")


class Objection(Stateful):
    """An objection (异议) of a person under their real name. It is never deleted.

    `objector` holds who it is (JSON: person_id, account_id, name, unit, contact) sealed; `objector_mark` finds the
    objector's own objections again without opening anything. `answer` is what the objector reads in the end.
    """

    scope_path = "unit"

    class Kind(models.TextChoices):
        """Substantive: truth or ownership of what is shown. Otherwise it is about order and wording."""

        SUBSTANTIVE = "substantive"
        OTHER = "other"

    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    grounds = models.TextField()
    objector = SealedTextField(purpose="notices.objection.objector")
    objector_mark = models.CharField(max_length=64)
    received_on = models.DateField()
    received_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="objection_has_grounds"),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "rejected"]) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="objection_decided_in_writing",
            ),
        ]
        indexes = [
            models.Index(fields=["notice", "state"], name="objection_of_notice"),
            models.Index(fields=["objector_mark"], name="objection_by_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.pk}"


class ObjectionLine(models.Model):
    """A line that an objection disputes. Append-only: nothing more is disputed later, and nothing less."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="disputed")
    line = models.ForeignKey(NoticeLine, models.PROTECT, related_name="disputes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "line"], name="line_disputed_once")]

    def __str__(self) -> str:
        return f"{self.objection_id} {self.line_id}"


def disputed_parties(objection_id: int) -> tuple[str, frozenset[int], frozenset[int]] | None:
    """The path of the unit that publishes, and the people and units the disputed lines are about; None: no such one."""
    found = Objection.objects.filter(pk=objection_id).values_list("unit__path", flat=True).first()
    if found is None:
        return None
    lines = NoticeLine.objects.filter(disputes__objection=objection_id)
    people: set[int] = set()
    units: set[int] = set()
    for persons, at in lines.values_list("party_persons", "party_units"):
        people.update(persons)
        units.update(at)
    return found, frozenset(people), frozenset(units)
