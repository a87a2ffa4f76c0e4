"""Score sheets, sealed until the panel closes, and the chain that binds the whole record of a review."""

from django.db import models
from django.db.models import Q


class Sheet(models.Model):
    """One reviewer's sheet about one case. Until the panel closes its content is in `sealed` (ciphertext) alone;
    `digest` is the fingerprint that went into the chain when it was submitted. Submitted, it never changes, but that
    closing opens it: then the marks are written."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        VOID = "void"

    assignment = models.OneToOneField("reviews.Assignment", models.PROTECT, related_name="sheet")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    sealed = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    recommendation = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)
    unsealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="submitted") | (Q(submitted_at__isnull=False) & ~Q(digest="")),
                name="sheet_submitted_is_sealed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.state}"


class Mark(models.Model):
    """The points for one criterion, written when the panel closes. Append-only."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="marks")
    criterion = models.ForeignKey("reviews.Criterion", models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=7, decimal_places=2)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="mark_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="mark_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.criterion_id}"


class ChainLink(models.Model):
    """One entry of a panel's chain, as `core.review.chain` made it. Append-only."""

    panel = models.ForeignKey("reviews.Panel", models.PROTECT, related_name="links")
    number = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    entry = models.JSONField()
    salt = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "number"], name="chain_link_number_once")]

    def __str__(self) -> str:
        return f"{self.panel_id} {self.number}"
