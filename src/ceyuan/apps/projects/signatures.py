"""What signing has to know of task books: where a version is looked at, whether its words are still the same, and
that the last signature puts it into force."""

from django.urls import reverse

from ceyuan.apps.documents.interface import Follower

from .selectors import taskbooks
from .services.taskbooks import offering


def _url(subject_id: str) -> str:
    return reverse("projects:taskbook_version", args=[int(subject_id)])


followers = [
    Follower("projects.taskbookversion", url=_url, data_hash=taskbooks.data_hash_now, signed=offering.follow_signing)
]
