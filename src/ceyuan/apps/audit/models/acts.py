"""One act: who did what to what, with what reason. Append-only; `seq`, `previous` and `hash` are set by a trigger."""

from django.db import models


class Act(models.Model):
    """A link of the chain. It names people and subjects by id and label, without foreign keys, and so outlives them."""

    seq = models.BigIntegerField(unique=True, editable=False)
    at = models.DateTimeField(editable=False)
    group_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    staff_session_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=300)
    unit_path = models.CharField(max_length=400, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="act_of_subject"),
            models.Index(fields=["group_id", "seq"], name="act_of_group"),
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.act}"
