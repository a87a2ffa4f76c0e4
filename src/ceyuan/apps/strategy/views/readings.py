"""Readings one by one: the list, one with its versions, and many at once from a file or the clipboard."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.computed import Computed, providers
from ceyuan.apps.strategy.filters.readings import ReadingFilters
from ceyuan.apps.strategy.forms.readings import ImportForm
from ceyuan.apps.strategy.models import Reading
from ceyuan.apps.strategy.policies.readings import REPORT, VIEW
from ceyuan.apps.strategy.selectors import readings as selectors
from ceyuan.apps.strategy.services import reading_import
from ceyuan.apps.strategy.tables.readings import ReadingTable
from ceyuan.apps.strategy.views.reading_sheet import EVIDENCE
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit.listing import QueryListing
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb, DetailView, ListView

SHEET = gettext_lazy("Data reporting")
MOST_SOURCES = 200
MOST_SHOWN = 500


def _listing(actor: Any, filters: Mapping[str, Any], sort: str) -> QueryListing:
    return QueryListing(selectors.readings(actor, filters, sort), related=("unit", "quantity"))


class ReadingListView(ListView):
    """What units reported."""

    permission = VIEW
    title = gettext_lazy("Readings")
    table, filters = ReadingTable, ReadingFilters
    selector = staticmethod(_listing)
    empty = Empty(gettext_lazy("No readings yet"), gettext_lazy("Units enter them on their reporting sheets."))
    export_name = "readings"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(SHEET, reverse("strategy:reading_sheet"))]


class ReadingDetailView(DetailView):
    """One reading: what it says, on which evidence, and all that was said before."""

    permission = VIEW
    template_name = "strategy/reading_detail.html"
    selector = staticmethod(selectors.reading)

    def page_title(self, **context: Any) -> str:
        found = context["object"]
        return f"{named(found.quantity)} · {named(found.unit)} · {words.span_text(found)}"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(SHEET, reverse("strategy:reading_sheet")), Crumb(_("Readings"), reverse("strategy:reading_list"))]

    def more(self, found: Reading) -> dict[str, Any]:
        lines = selectors.versions(self.actor, found)
        key = f"{found.unit_id}-{found.quantity_id}-{found.ends_on}"
        return {
            "said": words.said(found),
            "span": words.span_text(found),
            "versions": [{"row": row, "said": words.said(row)} for row in lines],
            "documents": documents.attached(self.actor, EVIDENCE, key),
            "records": _records(found),
            "kpis": selectors.kpis_with(self.actor, found.quantity_id),
            "year": found.ends_on.year,
        }


def _records(found: Reading) -> dict[str, Any] | None:
    """What the records say now of a computed reading, and which they are."""
    source = providers().get(found.quantity.computed_by)
    if not found.is_computed or source is None:
        return None
    now = source.compute(found.group_id, found.starts_on, found.ends_on).get(found.unit_id, Computed())
    is_same = sorted(now.keys) == sorted(found.keys) and (found.value is None or now.value == found.value)
    lines = [(one.label, source.url_of(one.key)) for one in now.sources[:MOST_SOURCES]]
    return {"label": source.label, "lines": lines, "count": len(now.sources), "changed": not is_same}


class ReadingImportView(ActorView):
    """Paste or hand in lines, look at what becomes of each, then take them."""

    permission = REPORT
    title = gettext_lazy("Paste or import readings")
    template_name = "strategy/reading_import.html"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(SHEET, reverse("strategy:reading_sheet"))]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(ImportForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, 422)
        try:
            given = form.cleaned_data["file"]
            text = reading_import.text_of(given) if given else form.cleaned_data["text"]
            if request.POST.get("act") == "take":
                return self.take(request, text)
            account = reading_import.preview(actor=self.actor, text=text)
        except (Invalid, Refused) as problem:
            form.take(problem)
            return self.show(form, 422)
        return self.show(ImportForm(initial={"text": text}), 200, account=account, text=text)

    def take(self, request: HttpRequest, text: str) -> HttpResponseBase:
        """Write the lines and tell what became of them."""
        account = reading_import.take(actor=self.actor, text=text)
        told = _("%(read)s lines read: %(accepted)s accepted, %(rejected)s rejected.") % {
            "read": len(account.outcomes),
            "accepted": account.accepted,
            "rejected": account.rejected,
        }
        if not account.rejected:
            messages.success(request, told)
            return HttpResponseRedirect(reverse("strategy:reading_list"))
        messages.warning(request, told)
        return self.show(ImportForm(initial={"text": _left(account)}), 200, account=account, taken=True)

    def show(self, form: ImportForm, status: int, **more: Any) -> HttpResponseBase:
        """The form, with the account of the lines when there is one."""
        account: reading_import.Account | None = more.get("account")
        lines = [_outcome(one) for one in account.outcomes] if account else []
        # What needs a look comes first; the file the lines came from keeps their order by number.
        lines.sort(key=lambda line: (not line["reason"], line["number"]))
        context = self.frame(form=form, lines=lines[:MOST_SHOWN], more=max(0, len(lines) - MOST_SHOWN), **more)
        return render(self.request, self.template_name, context, status=status)


OUTCOMES = {
    "rejected": (gettext_lazy("Rejected"), "bad"),
    "same": (gettext_lazy("Stands there already"), "neutral"),
    "corrects": (gettext_lazy("Corrects"), "info"),
    "new": (gettext_lazy("New"), "good"),
}


def _outcome(one: reading_import.Outcome) -> dict[str, Any]:
    label, tone = OUTCOMES[one.state]
    checked = one.checked
    value = old = ""
    if checked is not None:
        value = words.amount(checked.quantity, checked.entry.value) if checked.entry.value is not None else ""
        value = value or "; ".join(checked.entry.keys)
        old = words.said(checked.old) if checked.old else ""
    return {
        "number": one.line,
        "cells": " · ".join(cell for cell in one.cells if cell),
        "label": label,
        "tone": tone,
        "reason": reason_text(one.reason) if one.reason else "",
        "value": value,
        "old": old,
    }


def _left(account: reading_import.Account) -> str:
    """The rejected lines, to be put right and handed in again."""
    return "\n".join(["\t".join(account.head), *("\t".join(one.cells) for one in account.outcomes if one.reason)])
