"""Which column is which field: proposed from header words and values, corrected by the user, kept as plain data."""

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from ceyuan.core.intake.assignment import best_assignment
from ceyuan.core.intake.convert import Style, detect_style
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.field_sets import FieldSet, FieldSpec
from ceyuan.core.intake.header import Header
from ceyuan.core.intake.profile import Profile, kind_fit, shape_fit
from ceyuan.core.intake.sheets import Line
from ceyuan.core.intake.values_only import guess_by_values
from ceyuan.core.intake.words import Hit, Lexicon, squeeze

LEAST_GAIN = 0.38
LEAST_WORDS = 0.4
TYPED = {"date", "money", "ratio", "int", "period"}


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column and the field proposed for it: None if no field fits; confidence 0 to 1; reason codes with values."""

    index: int
    header: str
    field: str | None
    confidence: float
    reasons: tuple[str, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a mapping says of one column."""

    index: int
    header: str
    field: str | None
    style: Style


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping that can be stored and used again for files with the same header. Lines count from 1 in the file."""

    fingerprint: str
    first_line: int
    last_line: int
    columns: tuple[ColumnChoice, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain form for JSON."""
        return asdict(self) | {"columns": [asdict(column) for column in self.columns]}

    @classmethod
    def from_dict(cls, stored: MappingType[str, Any]) -> "Mapping":
        """Back from the plain form; IntakeError when it is not one."""
        try:
            columns = tuple(
                ColumnChoice(int(each["index"]), str(each["header"]), each["field"], Style(**each["style"]))
                for each in stored["columns"]
            )
            return cls(str(stored["fingerprint"]), int(stored["first_line"]), int(stored["last_line"]), columns)
        except (KeyError, TypeError, ValueError) as problem:
            raise IntakeError("intake.mapping_mismatch", expected="a stored mapping", found=str(problem)) from problem

    def with_field(self, index: int, field: str | None, *, style: Style | None = None) -> "Mapping":
        """The mapping after a correction: the column gets the field, and any other column loses it."""
        return replace(self, columns=tuple(_corrected(column, index, field, style) for column in self.columns))

    def field_of(self, index: int) -> str | None:
        """The field of a column."""
        return next((column.field for column in self.columns if column.index == index), None)


def _corrected(column: ColumnChoice, index: int, field: str | None, style: Style | None) -> ColumnChoice:
    if column.index == index:
        return replace(column, field=field, style=style or column.style)
    if field is not None and column.field == field:
        return replace(column, field=None)
    return column


def fingerprint(names: Sequence[str]) -> str:
    """Same for headers that differ only in case, accents, blanks and punctuation."""
    trimmed = [squeeze(name) for name in names]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return sha256("\x1f".join(trimmed).encode()).hexdigest()[:32]


def propose_columns(
    header: Header,
    profiles: Sequence[Profile],
    fields: FieldSet,
    lexicon: Lexicon,
    *,
    lines: Sequence[Line] = (),
    currency: str = "CNY",
) -> list[ColumnProposal]:
    """The best assignment of columns to fields with confidence and reasons, most certain evidence first."""
    names = [*header.names, *[""] * (len(profiles) - len(header.names))]
    hits = [lexicon.hits(name) if name else {} for name in names]
    gains = [
        [_gain(spec, found, profile) for spec in fields.fields] for found, profile in zip(hits, profiles, strict=True)
    ]
    # Only what exceeds the floor counts, so that two doubtful hits never outweigh a sure one.
    chosen = best_assignment([[max(gain - LEAST_GAIN, 0.0) for gain in row] for row in gains])
    assigned: dict[int, tuple[FieldSpec, float, tuple[str, ...]]] = {}
    for index, place in enumerate(chosen):
        if place is not None:
            spec = fields.fields[place]
            assigned[index] = (spec, min(gains[index][place], 1.0), _reasons(spec, hits[index], profiles[index]))
    taken = {spec.name for spec, _, _ in assigned.values()}
    for index, name in guess_by_values(profiles, lines, taken=taken, busy=set(assigned)).items():
        if name in fields:
            assigned[index] = (fields[name], 0.3, ("mapping.by_values_only",))
    proposals = []
    for index, name in enumerate(names):
        if not name and profiles[index].filled == 0:
            continue
        proposals.append(_proposal(index, name, assigned.get(index), profiles[index], header, currency))
    return proposals


def _proposal(
    index: int,
    name: str,
    found: tuple[FieldSpec, float, tuple[str, ...]] | None,
    profile: Profile,
    header: Header,
    currency: str,
) -> ColumnProposal:
    if found is None:
        return ColumnProposal(index, name, None, 0.0, ("mapping.no_field",), Style(currency=currency))
    spec, confidence, reasons = found
    style, more = detect_style(spec, name, profile, banner=header.banner, currency=currency)
    return ColumnProposal(index, name, spec.name, round(confidence, 3), (*reasons, *more), style)


def _gain(spec: FieldSpec, hits: MappingType[str, Hit], profile: Profile) -> float:
    hit = hits.get(spec.name)
    if hit is None or hit.score < LEAST_WORDS:
        return 0.0
    kind = kind_fit(spec.kind, profile)
    shape = shape_fit(spec.shape, profile)
    gain = 0.78 * hit.score + 0.14 * kind + 0.08 * shape
    if spec.kind in TYPED and profile.filled and kind < -0.4:
        gain -= 0.3
    return gain if gain >= LEAST_GAIN else 0.0


def _reasons(spec: FieldSpec, hits: MappingType[str, Hit], profile: Profile) -> tuple[str, ...]:
    hit = hits[spec.name]
    return (
        f"mapping.words:{hit.synonym} ({hit.language}) {hit.score:.2f}",
        f"mapping.values:{kind_fit(spec.kind, profile):.2f}",
    )
