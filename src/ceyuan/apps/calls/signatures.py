"""What signing has to know of pledges: where one is looked at, whether its words are the same, what follows."""

from django.urls import reverse

from ceyuan.apps.documents.interface import Follower, fingerprint

from .selectors import decisions
from .services import pledges


def _url(subject_id: str) -> str:
    return reverse("calls:pledge", args=[int(subject_id)])


def _data_hash(subject_id: str) -> str:
    content = decisions.content_of_pledge(subject_id)
    return fingerprint(content) if content is not None else ""


followers = [Follower(pledges.SUBJECT, url=_url, data_hash=_data_hash, signed=pledges.follow)]
