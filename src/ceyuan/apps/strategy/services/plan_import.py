"""A plan out of a file: the file is kept with the draft, its clauses are proposed, a person takes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.clause_order import Place, kept
from ceyuan.apps.strategy.models import Clause, ClauseTarget, Kpi, PlanVersion, Target
from ceyuan.apps.strategy.policies.plans import READ, SUBJECT, may_write
from ceyuan.apps.strategy.selectors import plan_targets
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.core.intake.accounting import Tally
from ceyuan.core.intake.clause_kinds import KINDS
from ceyuan.core.intake.clauses import ClauseProposal, ProposedClause, propose_clauses
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.figures import Figure
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .clauses import writable

LARGEST = 32 * 1024 * 1024
# How many times a figure is worth when its unit is written out, by what the indicator counts in.
_WORTH = {"亿元": 10_000_000_000, "万元": 1_000_000, "千元": 100_000, "元": 100, "万吨": 10_000}


class Handed(Protocol):
    """A file as the web hands it over."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A target that a figure of the clause speaks of. `agrees` tells whether both name the same value."""

    target: Target
    figure: Figure
    agrees: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be taken: the proposal, the offers by line, and lead units that nobody knows by line."""

    proposal: ClauseProposal
    offers: Mapping[int, Sequence[Offer]]
    leads: Mapping[int, int]
    unknown_leads: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person says to the preview: lines left out, kinds changed, targets confirmed, all by line."""

    left_out: frozenset[int] = frozenset()
    kinds: Mapping[int, str] = field(default_factory=dict)
    targets: Mapping[int, Sequence[int]] = field(default_factory=dict)
    replace: bool = True


def receive(*, actor: Actor, version_id: int, file: Handed) -> Any:
    """Keep a file with a draft, once it has been read as a plan. `Invalid` on "file" for one that is none."""
    version = selectors.version(actor, version_id)
    if version is None:
        raise Refused("strategy.unknown_plan")
    may_write(actor, version).require()
    limit = min(LARGEST, settings.MAX_UPLOAD_BYTES)
    content = b"" if (file.size or 0) > limit else b"".join(file.chunks())
    if (file.size or 0) > limit or len(content) > limit:
        raise Invalid({"file": [Reason("documents.too_large", {"megabytes": limit // (1 << 20)})]})
    name = file.name or ""
    _read(content, name)
    return documents.store(
        actor=actor,
        unit=version.plan.unit,
        subject=(SUBJECT, version.pk),
        name=name,
        stream=[content],
    )


def preview(actor: Actor, version: PlanVersion, document_id: int) -> Preview | None:
    """The clauses that a kept file proposes for the draft; None when there is no such file."""
    named = next((one for one in documents.attached(actor, SUBJECT, version.pk) if one.pk == document_id), None)
    content = documents.kept_bytes((SUBJECT, version.pk), document_id) if named else None
    if named is None or content is None:
        return None
    proposal = _read(content, named.name)
    leads: dict[int, int] = {}
    unknown: dict[int, str] = {}
    for clause in proposal.clauses:
        if clause.lead:
            unit = unit_by_code(actor, clause.lead, READ)
            if unit is None:
                unknown[clause.line] = clause.lead
            else:
                leads[clause.line] = unit.pk
    return Preview(proposal, _offers(actor, version, proposal), leads, unknown)


def take(*, actor: Actor, version_id: int, document_id: int, choice: Choice) -> Tally:
    """Write the chosen clauses of a kept file into the draft; what is read is taken or left out, nothing is lost."""
    with transaction.atomic():
        version = writable(actor, version_id)
        seen = preview(actor, version, document_id)
        if seen is None:
            raise Refused("strategy.unknown_file")
        proposal = seen.proposal
        chosen = [clause for clause in proposal.clauses if clause.line not in choice.left_out]
        if not chosen:
            raise Refused("strategy.nothing_chosen")
        if choice.replace:
            Clause.objects.filter(version=version).delete()
        rows = _write(version, seen, choice)
        _link(actor, version, rows, choice)
        tally = Tally(proposal.read, len(rows), proposal.read - len(rows))
        audit.record(
            actor=actor,
            act="strategy.plan.imported",
            subject=("strategy.planversion", version.pk, str(version)),
            after={
                "file": proposal.file,
                "document": document_id,
                "read": tally.read,
                "taken": tally.accepted,
                "left_out": len(proposal.clauses) - len(chosen),
                "rejected": len(proposal.rejected),
            },
            unit_path=version.plan.unit.path,
        )
    return tally


def _read(content: bytes, name: str) -> ClauseProposal:
    try:
        return propose_clauses(content, file=name)
    except IntakeError as problem:
        facts = {"found": "…", "expected": "…", "file": name, **problem.facts}
        raise Invalid({"file": [Reason(problem.code, facts)]}) from problem


def _write(version: PlanVersion, seen: Preview, choice: Choice) -> dict[int, Clause]:
    """The new rows by their line, written level by level."""
    proposal = seen.proposal
    last = Clause.objects.filter(version=version).order_by("-position").values_list("position", flat=True).first() or 0
    places = [Place(at, one.parent, one.depth) for at, one in enumerate(proposal.clauses)]
    wanted = {at for at, one in enumerate(proposal.clauses) if one.line not in choice.left_out}
    laid = kept(places, wanted)
    rows: dict[int, Clause] = {}
    for depth in sorted({place.depth for place in laid}):
        fresh = {
            place.key: _row(version, proposal.clauses[place.key], seen, choice)
            for place in laid
            if place.depth == depth
        }
        for place in laid:
            if place.depth == depth:
                row = fresh[place.key]
                row.depth, row.position = depth, last + laid.index(place) + 1
                row.parent = rows[place.parent] if place.parent is not None else None
        Clause.objects.bulk_create(list(fresh.values()))
        rows |= fresh
    return {proposal.clauses[at].line: row for at, row in rows.items()}


def _row(version: PlanVersion, one: ProposedClause, seen: Preview, choice: Choice) -> Clause:
    kind = choice.kinds.get(one.line, one.kind)
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in one.text)
    return Clause(
        version=version,
        number=one.number,
        kind=kind if kind in KINDS else one.kind,
        text_zh=one.text if is_chinese else "",
        text_en="" if is_chinese else one.text,
        lead_unit_id=seen.leads.get(one.line),
        due_on=one.due,
    )


def _link(actor: Actor, version: PlanVersion, rows: Mapping[int, Clause], choice: Choice) -> None:
    """Binds the targets that the person confirmed; one that cannot be bound refuses the whole."""
    wanted = [(rows[line], key) for line, keys in choice.targets.items() if line in rows for key in dict.fromkeys(keys)]
    possible = set(plan_targets.linkable(actor, version.plan).values_list("pk", flat=True)) if wanted else set()
    if any(key not in possible for _row, key in wanted):
        raise Refused("strategy.target_not_linkable")
    ClauseTarget.objects.bulk_create([ClauseTarget(clause=row, target_id=key) for row, key in wanted])


def _offers(actor: Actor, version: PlanVersion, proposal: ClauseProposal) -> dict[int, list[Offer]]:
    """By line the targets of the plan's unit whose indicator the sentence of a figure names."""
    own = plan_targets.own_targets(actor, version.plan)
    by_kpi: dict[int, dict[int, Target]] = {}
    kpis: dict[int, Kpi] = {}
    for target in own:
        kpis[target.kpi_id] = target.kpi
        # The nearest plan comes last and so wins: its own targets stand before those of the plan it carries out.
        if target.plan_id == version.plan_id or target.year not in by_kpi.get(target.kpi_id, {}):
            by_kpi.setdefault(target.kpi_id, {})[target.year] = target
    found: dict[int, list[Offer]] = {}
    for clause in proposal.clauses:
        for figure in clause.figures:
            kpi = _named_in(figure, kpis)
            if kpi is not None:
                target = _of_year(by_kpi[kpi.pk], figure.year or version.plan.last_year)
                if all(offer.target.pk != target.pk for offer in found.get(clause.line, [])):
                    found.setdefault(clause.line, []).append(Offer(target, figure, _agrees(target, figure)))
    return found


def _named_in(figure: Figure, kpis: Mapping[int, Kpi]) -> Kpi | None:
    """The indicator with the longest name that the words before the figure, else its sentence, hold."""
    for words in (figure.name, figure.sentence):
        flat = _flat(words)
        held = [(len(name), kpi) for kpi in kpis.values() for name in _names(kpi) if name and name in flat]
        if held:
            return max(held, key=lambda one: one[0])[1]
    return None


def _names(kpi: Kpi) -> list[str]:
    """The names to look for; a Chinese name is also known without its last word 数 or 量 (专利授权数, 专利授权)."""
    zh = _flat(kpi.name_zh)
    shorter = zh[:-1] if len(zh) > 4 and zh[-1] in "数量" else ""
    return [zh, shorter, _flat(kpi.name_en)]


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()


def _of_year(by_year: Mapping[int, Target], year: int) -> Target:
    return by_year.get(year) or by_year[min(by_year, key=lambda known: (abs(known - year), -known))]


def _agrees(target: Target, figure: Figure) -> bool:
    if target.value is None:
        return False
    writing = of_value(target.kpi)
    worth = _WORTH.get(figure.unit)
    is_money = target.kpi.numerator.kind == "money" and writing.divisor > 1
    value = figure.value * worth if worth and (is_money or figure.unit == "万吨") else figure.value * writing.divisor
    return Decimal(target.value) == value
