"""Files that people hand in: kept privately until they are mapped, never shown again, removed with their delivery."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.intake import policies
from ceyuan.apps.intake.models import Delivery
from ceyuan.apps.intake.selectors import delivery_folder
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.take import best_sheet, open_source, propose
from ceyuan.core.kernel.verdict import Invalid, Reason

KIND = "workbook"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")


class Handed(Protocol):
    """A file as the web hands it over."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]: ...


def receive(*, actor: Actor, file: Handed) -> Delivery:
    """Keep the file and open a delivery for it. `Invalid` with the field "file" when it holds no readable table."""
    policies.may_take(actor).require()
    limit = settings.MAX_UPLOAD_BYTES
    if (file.size or 0) > limit:
        raise Invalid({"file": [Reason("intake.upload_too_large", {"limit": f"{limit // 2**20} MB"})]})
    name = clean_name(file.name or "")
    with transaction.atomic():
        delivery = Delivery.objects.create(
            group_id=actor.group_id or 0, kind=KIND, name=name, account_id=actor.account_id, actor_name=actor.name
        )
        path = delivery_folder(delivery.pk) / "received"
        try:
            _keep(file, path, limit)
            source = open_source(path, name)
            sheet = best_sheet(source)
            propose(sheet)
        except IntakeError as problem:
            path.unlink(missing_ok=True)
            raise Invalid({"file": [_told(problem)]}) from problem
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        delivery.source = {"files": [{"path": str(path), "name": name}], "sheet": sheet.name}
        delivery.save(update_fields=["source"])
        audit.record(
            actor=actor,
            act="intake.delivery.received",
            subject=("intake.delivery", delivery.pk, name),
            after={"name": name, "size": path.stat().st_size},
        )
    return delivery


def clean_name(name: str) -> str:
    """The name without path, control and direction signs; at most 200 characters with its ending kept."""
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:190]}{dot}{ending[:9]}" if dot else plain[:200]) or "delivery"


def _keep(file: Handed, path: Path, limit: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = 0
    with path.open("wb") as stream:
        for piece in file.chunks():
            size += len(piece)
            if size > limit:
                raise Invalid({"file": [Reason("intake.upload_too_large", {"limit": f"{limit // 2**20} MB"})]})
            stream.write(piece)
    path.chmod(0o600)


def _told(problem: IntakeError) -> Reason:
    facts: dict[str, Any] = {"found": "…", "expected": "…", **problem.facts}
    return Reason(problem.code, facts)
