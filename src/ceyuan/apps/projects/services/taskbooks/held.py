"""Taking a version in hand: found within reach, locked, and saved with its fingerprint and what is wrong with it."""

from typing import Any

from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import ChangeOrder, Project, TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.taskbook_checks import findings_of
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import TaskBook as Book
from ceyuan.core.taskbook import blocking, data_hash, lowered, told

SUBJECT, ORDER_SUBJECT = "projects.taskbookversion", "projects.changeorder"


def held(actor: Actor, version_id: int) -> TaskBookVersion:
    """The version, locked; refused when it is not within reach. Call it inside a transaction."""
    if selectors.version(actor, version_id) is None:
        raise Refused("projects.unknown_version")
    TaskBookVersion.objects.select_for_update().get(pk=version_id)
    found = selectors.version(actor, version_id)
    assert found is not None  # noqa: S101 - it was there a moment ago and versions are not deleted while locked
    return found


def project_of(one: TaskBookVersion | ChangeOrder) -> Project:
    """The project behind a version or an order."""
    found: Project = one.task_book.project
    return found


def subject_of(one: TaskBookVersion) -> tuple[str, int | str, str]:
    """How acts name a version."""
    return SUBJECT, one.pk, f"{one.task_book.number} v{one.number}"


def write(actor: Actor, one: TaskBookVersion, book: Book) -> TaskBookVersion:
    """Put the wording into a draft, with its fingerprint and the counts of what is wrong with it."""
    keep(one, book)
    one.edited_by_id, one.edited_at = actor.account_id, timezone.now()
    one.save()
    return one


def keep(one: TaskBookVersion, book: Book) -> TaskBookVersion:
    """Fill the columns that follow from the wording; nothing is saved."""
    found = findings_of(project_of(one), book, is_change=one.change_order_id is not None)
    errors = blocking(found)
    one.data, one.data_hash = told(book), data_hash(book, one.number)
    one.error_count, one.warning_count = len(errors), len(found) - len(errors)
    behind = blocking(lowered(selectors.sources(project_of(one)), book.indicators))
    one.lowered_count = len({finding.path for finding in behind})
    return one


def next_number(book: Any) -> int:
    """The number of the next version of a book."""
    last: int | None = book.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
