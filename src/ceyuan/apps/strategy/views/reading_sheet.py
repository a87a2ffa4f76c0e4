"""The reporting sheet of a unit for the end of a period."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import home_unit, unit_by_code, units_of
from ceyuan.apps.strategy import entering, periods
from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.policies.readings import REPORT, VIEW
from ceyuan.apps.strategy.selectors import reading_gaps
from ceyuan.apps.strategy.selectors import readings as selectors
from ceyuan.apps.strategy.selectors.readings import SheetRow
from ceyuan.apps.strategy.services import readings as services
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.regions import render_region
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView

from .reading_lines import counts, line_of

EVIDENCE = "strategy.evidence"


class ReadingSheetView(ActorView):
    """All quantities of one unit and one period end, to be typed and saved together."""

    permission = VIEW
    title = gettext_lazy("Data reporting")
    template_name = "strategy/reading_sheet.html"

    def actions(self, **context: Any) -> list[Action]:
        found = [
            Action(_("All readings"), reverse("strategy:reading_list"), "list-details"),
            Action(_("Missing and late"), reverse("strategy:reading_gaps"), "alert-triangle"),
        ]
        if self.actor.may(REPORT):
            found.append(Action(_("Paste or import"), reverse("strategy:reading_import"), "upload"))
        return found

    def get(self, request: HttpRequest) -> HttpResponseBase:
        self.find(request.GET)
        return self.show({}, {})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        self.find(request.POST)
        faults: dict[str, list[str]] = {}
        made: list[Any] = []
        with transaction.atomic():
            entries = []
            for row in self.rows():
                try:
                    entries += self.entry_of(row)
                except Refused as problem:
                    faults[row.field] = [reason_text(problem.reason)]
            made = [] if faults else self.save(entries, faults)
            if faults:
                transaction.set_rollback(True)
        if faults:
            return self.show(faults, request.POST.dict())
        told = ngettext("%(count)s reading saved.", "%(count)s readings saved.", len(made)) % {"count": len(made)}
        messages.success(request, told if made else _("Nothing was changed."))
        return HttpResponseRedirect(words.sheet_url(self.unit, self.span))

    def find(self, params: Any) -> None:
        """Unit and period; those of the person and of the last period that is over, unless given."""
        today = timezone.localdate()
        code = str(params.get("unit", ""))
        home = None if code else home_unit(self.actor)
        self.unit: Any = unit_by_code(self.actor, code, VIEW) if code else home
        if self.unit is None or not self.actor.may(VIEW, self.unit.path):
            if code:
                raise Http404
            self.unit = self.first_unit()
        asked = periods.read(str(params.get("period", "")))
        ends = [one for year in (today.year - 1, today.year) for one in selectors.sheet_ends(self.actor, year)]
        over = [one for one in ends if one.ends_on < today]
        last = over[-1] if over else periods.spans("year", today.year - 1)[0]
        self.span: periods.Span = asked or last
        self.ends = ends if asked in ends or asked is None else [*ends, asked]

    def first_unit(self) -> Any:
        """Where the actor's right to see figures begins."""
        keys = [int(path.rpartition(".")[2]) for path in self.actor.reach.get(VIEW, ())]
        found = units_of(self.actor, keys)
        if not found:
            raise Http404
        return found[keys[0]]

    def rows(self) -> list[SheetRow]:
        """The lines of the sheet."""
        has_parts = selectors.has_units_below(self.actor, self.unit)
        owed = reading_gaps.owed_by(self.actor, self.unit, self.span.year)
        today = timezone.localdate()
        return selectors.sheet(self.actor, self.unit, self.span.ends_on, today, owed=owed, has_parts=has_parts)

    def entry_of(self, row: SheetRow) -> list[services.Entry]:
        """The entry that was typed in a line; none where nothing was."""
        data, name, quantity = self.request.POST, row.field, row.quantity
        text = data.get(f"value-{name}", "").strip()
        given = self.request.FILES.get(f"file-{name}")
        evidence = data.get(f"evidence-{name}", "").strip()
        nothing_new = text == words.typed(quantity, row.current).strip() and given is None
        if not text or (nothing_new and evidence == (row.current.evidence if row.current else "")):
            return []
        names = quantity.kind == "keys"
        none = names and text in {"-", "–", "无", "none"}
        return [
            services.Entry(
                self.unit.code,
                quantity.code,
                row.span.starts_on,
                row.span.ends_on,
                None if names else entering.number(quantity, text),
                () if not names or none else entering.names(text),
                kind=row.kind,
                evidence=evidence,
                document_id=self.keep(row, given) if given is not None else None,
                reason=data.get(f"reason-{name}", ""),
                seen=_whole(data.get(f"seen-{name}", "")),
            )
        ]

    def keep(self, row: SheetRow, given: Any) -> int:
        """The evidence in the store of documents, beside the unit's quantity and period."""
        subject = (EVIDENCE, f"{self.unit.pk}-{row.quantity.pk}-{row.span.ends_on}")
        try:
            stored = documents.store(
                actor=self.actor, unit=self.unit, subject=subject, name=given.name or "", stream=given.chunks()
            )
        except Invalid as problem:
            raise Refused(next(iter(problem.fields.values()))[0]) from problem
        return int(stored.pk)

    def save(self, entries: Sequence[services.Entry], faults: dict[str, list[str]]) -> list[Any]:
        """All entries or none; what stands against them is put into `faults`."""
        try:
            return services.enter_sheet(actor=self.actor, entries=entries)
        except Invalid as problem:
            for name, reasons in problem.fields.items():
                faults[name] = [reason_text(reason) for reason in reasons]
        return []

    def show(self, faults: dict[str, list[str]], typed: dict[str, Any]) -> HttpResponseBase:
        """The sheet; after a mistake with all that was typed."""
        rows = [line_of(row, faults.get(row.field, ()), typed) for row in self.rows()]
        context = self.frame(
            unit=self.unit,
            span=self.span,
            ends=self.ends,
            rows=[row for row in rows if row["kind"] == "own" and row["is_listed"]],
            others=[row for row in rows if row["kind"] == "own" and not row["is_listed"]],
            internal=[row for row in rows if row["kind"] != "own" and (row["is_open"] or row["current"])],
            faults=sum(bool(row["errors"]) for row in rows),
            can_enter=any(row["is_open"] for row in rows),
            counts=counts(rows),
            unit_name=named(self.unit),
        )
        return render_region(self.request, self.template_name, "", context, status=422 if faults else 200)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
