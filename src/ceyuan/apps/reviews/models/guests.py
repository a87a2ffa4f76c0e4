"""The way in for experts from outside: an invitation that is used once, and what its receiver promised."""

from django.db import models
from django.db.models import F, Q


class GuestInvitation(models.Model):
    """A link by which an expert from outside gets a log-in of their own, or a new password for it.

    Only the fingerprint of the link is kept. It opens until `expires_at`, once; a newer one takes its place.
    `promise` is what its receiver agreed to, word for word, when it was used.
    """

    expert = models.ForeignKey("reviews.Expert", models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField(blank=True)
    made_by = models.ForeignKey("organisation.Account", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    promise = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expert"], condition=Q(used_at=None, revoked_at=None), name="guest_one_open_invitation"
            ),
            models.CheckConstraint(condition=Q(used_at=None) | ~Q(promise=""), name="guest_promised"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__lte=F("expires_at")), name="guest_came_in_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.expires_at:%F}"
