"""Acts on the file of a project: the list of what it must hold, where each piece is, and what the archive found."""

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import ArchiveCheck, FileItem, Project
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import acceptance as selectors
from ceyuan.apps.projects.selectors import file_list
from ceyuan.core.kernel import Invalid, Refused

from .held import Upload, filed, held, noted, words


@transaction.atomic
def compile_list(*, actor: Actor, code: str) -> Project:
    """Bring the list to what the task book in force promises; pieces that are there stay."""
    project = held(actor, code)
    policies.may_speak(actor, project).require()
    ensure(project)
    noted(actor, "projects.file.compiled", project, after={"items": project.file_items.count()})
    return project


def ensure(project: Project) -> None:
    """The list of the project, made or extended without anybody asking for it; nothing is taken off it."""
    known = set(project.file_items.values_list("key", flat=True))
    FileItem.objects.bulk_create(
        FileItem(project=project, key=one.key, label_zh=one.zh, label_en=one.en, is_required=one.is_required)
        for one in file_list.wanted(project)
        if one.key not in known
    )


@transaction.atomic
def place(*, actor: Actor, code: str, item_id: int, place: str = "", file: Upload | None = None) -> FileItem:
    """Attach a piece, or say on which shelf it stands."""
    project = held(actor, code)
    item = project.file_items.filter(pk=item_id).first()
    if item is None:
        raise Refused("projects.unknown_file_item")
    policies.may_add_to_log(actor, project).require()
    if file is None and not place.strip():
        raise Invalid({"file": ["projects.piece_missing"]})
    item.document = filed(actor, project, file, "archive") or item.document
    item.place = place.strip()[:200] or item.place
    item.save(update_fields=["document", "place"])
    noted(actor, "projects.file.placed", project, after={"item": item.label_zh, "place": item.place})
    return item


@transaction.atomic
def check(*, actor: Actor, code: str, outcome: str, note: str = "") -> ArchiveCheck:
    """Confirm that the file is complete, or return it with what is wanting. A list with gaps cannot be confirmed."""
    project = held(actor, code, content=False)
    policies.may_check_file(actor, project).require()
    if outcome not in ArchiveCheck.Outcome.values:
        raise Invalid({"outcome": ["kit.not_a_choice"]})
    ensure(project)
    wanting = selectors.missing(selectors.file_items(project))
    if outcome == "complete" and wanting:
        raise Invalid({"outcome": ["projects.file_has_gaps"]})
    told = words("note", note) if outcome == "returned" else note.strip()
    last = selectors.archive_check(project)
    made = ArchiveCheck.objects.create(
        project=project,
        number=(last.number if last else 0) + 1,
        outcome=outcome,
        missing=wanting,
        note=told,
        checked_on=timezone.localdate(),
        checked_by_id=actor.person_id,
    )
    noted(actor, "projects.file.checked", project, after={"outcome": outcome, "missing": len(wanting)}, reason=told)
    return made
