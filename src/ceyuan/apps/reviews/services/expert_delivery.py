"""Taking a list of experts into the pool: a delivery with its account, each row taken or refused with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from ceyuan.apps.intake import interface as intake
from ceyuan.apps.organisation.interface import Actor, PersonPick, units_of
from ceyuan.apps.reviews.expert_list import Row, read
from ceyuan.apps.reviews.messages.pool import FIELDS
from ceyuan.apps.reviews.models import Expert
from ceyuan.apps.reviews.policies.panels import may_keep_expert
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.kernel import Invalid, Reason

from . import experts
from .experts import ExpertText

KIND = "experts"
_NAMES = tuple(ExpertText.__slots__)


def take_list(*, actor: Actor, keeper: int, file: Any) -> Any:
    """Take the experts of a table file into the pool kept by the office of `keeper`; returns the delivery.

    Who is there already is corrected where the file says something else; consent is taken for new entries only, because
    an expert who withdrew must not come back by an old list. Invalid on "file" for what is no such list, on "keeper"
    for an unknown unit. Refused: `reviews.pool_not_permitted`, `intake.not_allowed`, `intake.busy`.
    """
    place = units_of(actor, [keeper]).get(keeper)
    if place is None:
        raise Invalid({"keeper": ["organisation.unknown_unit"]})
    may_keep_expert(actor, place.path).require()
    limit = settings.MAX_UPLOAD_BYTES
    if (file.size or 0) > limit:
        raise Invalid({"file": [Reason("intake.upload_too_large", {"limit": f"{limit // 2**20} MB"})]})
    name, content = str(file.name or "experts")[:200], file.read()
    today = timezone.localdate()
    try:
        rows = list(read(content, name, today=today, fields=_codes()))
    except IntakeError as problem:
        raise Invalid({"file": [Reason(problem.code, {"found": "…", "expected": "…", **problem.facts})]}) from problem
    announced = intake.announce(actor=actor, kind=KIND, name=name, unit=place, as_of=today)
    (taken,) = intake.run(
        actor=actor,
        deliveries=[announced],
        take=lambda _deliveries, _work: [_outcome(actor, place, name, content, rows)],
    )
    return taken


def _outcome(actor: Actor, place: Any, name: str, content: bytes, rows: Sequence[Row | Rejected]) -> "intake.Outcome":
    taking = _Taking(actor, place, name)
    taking.take(rows)
    account = intake.FileAccount(
        name=name,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        read=len(rows),
        accepted=len(rows) - len(taking.rejected),
        rejected=len(taking.rejected),
    )
    changed = {"experts": {"inserted": taking.inserted, "updated": taking.updated}}
    return intake.Outcome([account], taking.rejected, changed, [])


class _Taking:
    """The rows of one file, one after another."""

    def __init__(self, actor: Actor, place: Any, file: str) -> None:
        self.actor, self.place, self.file = actor, place, file
        self.rejected: list[Rejected] = []
        self.inserted = self.updated = 0
        self._seen: dict[object, int] = {}

    def take(self, rows: Iterable[Row | Rejected]) -> None:
        """Take what can be taken."""
        for row in rows:
            refused = row if isinstance(row, Rejected) else self._one(row)
            if refused is not None:
                self.rejected.append(refused)

    def _one(self, row: Row) -> Rejected | None:
        person = PersonPick().find(self.actor, row.staff_no) if row.staff_no else None
        if row.staff_no and (person is None or person.left_on is not None):
            return self._refuse(row, "工号/Staff number", "row.unknown_reference", row.staff_no, "在册人员 / on record")
        key = person.pk if person else (row.text.name_zh, row.text.unit_name)
        if (first := self._seen.setdefault(key, row.line)) != row.line:
            found = row.staff_no or row.text.name_zh or row.text.name_en
            return self._refuse(row, "姓名/Name in Chinese", "row.repeated_key", found, str(first))
        known = self._known(person, row.text)
        if known is not None and not may_keep_expert(self.actor, known.keeper.path):
            return self._refuse(row, "姓名/Name in Chinese", "row.kept_elsewhere", str(known))
        try:
            self._write(row, person, known)
        except Invalid as problem:
            name = next(iter(problem.fields))
            return self._refuse(row, name, "row.not_in_list", row.text.name_zh or row.staff_no)
        return None

    def _known(self, person: Any, text: ExpertText) -> Expert | None:
        rows = Expert.objects.filter(group=self.place.group_id).select_related("keeper")
        if person is not None:
            found: Expert | None = rows.filter(person=person).first()
        else:
            found = rows.filter(person=None, name_zh=text.name_zh, unit_name=text.unit_name).first()
        return found

    def _write(self, row: Row, person: Any, known: Expert | None) -> None:
        if known is None:
            experts.enter(
                actor=self.actor,
                keeper=self.place.pk,
                text=row.text,
                person_id=person.pk if person else None,
                consented_on=row.consented_on,
            )
            self.inserted += 1
            return
        before = _as_text(known)
        # What the file has no column for stays as it is; name and employer of a person on record stand elsewhere.
        fixed = {"name_zh", "name_en", "unit_name"} if person else set()
        said = {name: value for name, value in asdict(row.text).items() if name in row.told - fixed}
        if person and not said.get("title"):
            said.pop("title", None)
        after = replace(before, **said)
        if after != before:
            experts.change(actor=self.actor, expert_id=known.pk, text=after)
            self.updated += 1

    def _refuse(self, row: Row, column: str, code: str, found: str, expected: str = "") -> Rejected:
        return Rejected(self.file, "", row.line, column, code, found, expected)


def _as_text(expert: Expert) -> ExpertText:
    values = {name: getattr(expert, name) for name in _NAMES}
    return ExpertText(**{**values, "fields": tuple(expert.fields), "keywords": tuple(expert.keywords)})


def _codes() -> dict[str, str]:
    """The disciplines by their names in both languages."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.update({str(text).casefold(): code for code, text in FIELDS.items()})
    return found
