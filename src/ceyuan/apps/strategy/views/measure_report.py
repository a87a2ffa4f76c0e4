"""The yearly report on the measures, on paper, for the conference."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_record
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, title_of
from ceyuan.apps.strategy.policies.measures import VIEW
from ceyuan.apps.strategy.selectors import measure_feedback, measure_uptakes, measures
from ceyuan.apps.strategy.tables.measures import said_of
from ceyuan.core.kernel.money import Money
from ceyuan.kit.numbers import money_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView

MOST_FINDINGS = 200


class MeasureReport(ActorView):
    """A PDF/A of how far each measure has come, who still owes what, and what researchers say."""

    permission = VIEW

    def get(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.GET.get("policy", "")
        if wanted and not (wanted.isdecimal() and len(wanted) < 18):
            raise Http404
        policy = measures.policy(self.actor, int(wanted)) if wanted else measures.current_policy(self.actor)
        if policy is None:
            raise Http404
        response = HttpResponse(render_record(report(policy, self.actor)), content_type="application/pdf")
        name = quote(f"{policy.document_number}.pdf", safe="")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return response


def report(policy: Any, actor: Any) -> Record:
    """The facts of the report; within the reach of who prints it."""
    rows = list(measure_uptakes.listing(actor, {"policy": policy.pk}, "measure").stream())
    said = measure_feedback.results(actor)
    found = measure_uptakes.findings(actor, {"policy": policy.pk})[:MOST_FINDINGS]
    currency = policy.group.currency
    counted = measures.Progress({state: sum(row.state == state for row in rows) for state in messages.STATES})
    facts = [
        (_("Measures"), str(len({row.measure_id for row in rows}))),
        (_("Units in scope"), str(len({row.unit_id for row in rows}))),
        (_("Landed"), f"{counted.landed} / {counted.total}"),
        (_("Has been verified"), str(sum(row.verified_by_id is not None for row in rows))),
        (_("Beneficiaries"), str(sum(row.beneficiaries for row in rows))),
        (_("Money paid"), money_text(Money(sum(row.money_minor for row in rows), currency))),
    ]
    sections = [
        Section(_("At a glance"), facts),
        Section(_("By measure"), table=_by_measure(rows, said)),
        Section(_("By unit"), table=_by_unit(rows)),
        Section(_("Findings"), table=_findings(found))
        if found
        else Section(_("Findings"), text=_("Nothing to object to")),
    ]
    return Record(
        title=_("How the policy measures have been put into practice"),
        as_of=timezone.now(),
        printed_by=actor.name,
        number=policy.document_number,
        number_label=_("Document number"),
        subtitle=title_of(policy),
        group=named(policy.group),
        sections=sections,
    )


def _by_measure(rows: Sequence[Any], said: measure_feedback.Results) -> PaperTable:
    columns = (
        PaperColumn(_("Policy measure"), width="wide"),
        PaperColumn(_("Landed"), "right"),
        PaperColumn(_("Blocked"), "right"),
        PaperColumn(_("Beneficiaries"), "right"),
        PaperColumn(_("Money paid"), "right"),
        PaperColumn(_("Reached (survey)"), "right"),
    )
    lines = []
    for own in _grouped(rows, "measure_id"):
        measure = own[0].measure
        shown = said.measures.get(measure.pk)
        total = shown.total if shown else None
        lines.append(
            (
                numbered(measure),
                _share(own),
                str(sum(row.state == "blocked" for row in own)),
                str(sum(row.beneficiaries for row in own)),
                money_text(Money(sum(row.money_minor for row in own), own[0].group.currency), "wan"),
                f"{total.reached} / {total.total}" if total else "–",
            )
        )
    return PaperTable(columns, lines)


def _grouped(rows: Sequence[Any], name: str) -> Iterable[list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found.values()


def _share(own: Sequence[Any]) -> str:
    landed = sum(row.state in measure_uptakes.LANDED for row in own)
    return f"{landed} / {sum(row.state != 'ended' for row in own)}"


def _by_unit(rows: Sequence[Any]) -> PaperTable:
    columns = (
        PaperColumn(_("Unit"), width="wide"),
        PaperColumn(_("Landed"), "right"),
        PaperColumn(_("Issued"), "right"),
        PaperColumn(_("Blocked"), "right"),
        PaperColumn(_("Beneficiaries"), "right"),
    )
    lines = [
        (
            named(own[0].unit),
            _share(own),
            str(sum(row.state == "issued" for row in own)),
            str(sum(row.state == "blocked" for row in own)),
            str(sum(row.beneficiaries for row in own)),
        )
        for own in _grouped(sorted(rows, key=lambda row: row.unit.path), "unit_id")
    ]
    return PaperTable(columns, lines)


def _findings(found: Sequence[measure_uptakes.Finding]) -> PaperTable:
    columns = (
        PaperColumn(_("Finding")),
        PaperColumn(_("Policy measure")),
        PaperColumn(_("Unit")),
        PaperColumn(_("What it is"), width="wide"),
    )
    rows = [
        (str(messages.FINDINGS[one.kind]), one.uptake.measure.number, named(one.uptake.unit), said_of(one))
        for one in found
    ]
    return PaperTable(columns, rows)
