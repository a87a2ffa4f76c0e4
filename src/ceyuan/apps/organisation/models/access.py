"""Rights with dates: grants, delegations, staff sessions, tokens. Nothing here lasts for ever."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q

from ceyuan.apps.organisation.scoping import ScopedQuerySet


class Grant(models.Model):
    """A role given to a person over a unit and all below it, between two days."""

    scope_path = "unit"

    person = models.ForeignKey("organisation.Person", models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    valid = DateRangeField()
    reason = models.CharField(max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "unit", "valid"], name="grant_once"),
            models.CheckConstraint(condition=~Q(valid__isempty=True), name="grant_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.unit_id}"


class Delegation(models.Model):
    """What one person may do for another, over a unit and for a bounded time."""

    giver = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    receiver = models.ForeignKey("organisation.Person", models.CASCADE, related_name="+")
    role = models.CharField(max_length=40)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    valid = DateRangeField()
    reason = models.CharField(max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="delegation_not_to_oneself"),
            models.CheckConstraint(
                condition=Q(valid__upper_inf=False) & ~Q(valid__isempty=True), name="delegation_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id} {self.role}"


class StaffSession(models.Model):
    """System work in the open: a reason, an end, and every request of it on record. The only way to run the system."""

    account = models.ForeignKey("organisation.Account", models.PROTECT, related_name="+")
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="staff_session_has_a_reason"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("opened_at")), name="staff_session_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.opened_at:%F %T}"


class AccessToken(models.Model):
    """A key to the API: belongs to an account, carries scopes, expires; only its hash is stored."""

    account = models.ForeignKey("organisation.Account", models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
