"""The editor of a bid: five short parts and the page that hands it in; what is typed is saved as one goes."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.messages import bids as words
from ceyuan.apps.calls.models import Bid
from ceyuan.apps.calls.policies.challenges import BID
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.services import bid_saving
from ceyuan.apps.documents.interface import UploadForm
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.regions import wants_region
from ceyuan.kit.views import ActorView, Crumb

from .bid_parts import ORDER, PARTS, Block
from .shared import bid_crumb, challenge_crumb, list_crumb, own_draft, time_left


class BidEditView(ActorView):
    """One part of a draft."""

    permission = BID

    def get(self, request: HttpRequest, pk: int, part: str) -> HttpResponseBase:
        bid = own_draft(self.actor, pk)
        blocks = _blocks(bid, part, None, self.actor)
        return self.show(request, bid, part, blocks, [], 200)

    def post(self, request: HttpRequest, pk: int, part: str) -> HttpResponseBase:
        bid = own_draft(self.actor, pk)
        blocks = _blocks(bid, part, request.POST, self.actor)
        if not blocks:
            raise Http404
        wrong: list[str] = []
        # Every block is looked at, so that all mistakes are told at once.
        valid = [block.form.is_valid() for block in blocks]
        if all(valid):
            given = {block.name: block.form.cleaned_data for block in blocks}
            try:
                saved = PARTS[part][1](self.actor, bid, _edition(request), given)
            except Refused as problem:
                wrong = [reason_text(problem.reason)]
            except Invalid as problem:
                wrong = [reason_text(each) for several in problem.fields.values() for each in several]
            else:
                return self.saved(request, saved, part)
        if wants_region(request):
            context = {"wrong": [*wrong, *_errors(blocks)], "edition": request.POST.get("edition", "")}
            return render(request, "calls/bid_edit.html#saved", context, status=422)
        return self.show(request, bid, part, blocks, wrong, 422)

    def saved(self, request: HttpRequest, bid: Bid, part: str) -> HttpResponseBase:
        """After typing: a line that says when. After the button: the next part."""
        if wants_region(request):
            context = {"edition": bid.edition, "saved_at": timezone.localtime(bid.saved_at)}
            return render(request, "calls/bid_edit.html#saved", context)
        messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(part_url(bid, ORDER[ORDER.index(part) + 1]))

    def show(
        self, request: HttpRequest, bid: Bid, part: str, blocks: list[Block], wrong: list[str], status: int
    ) -> HttpResponseBase:
        """The page of the part, with what is missing beside each step."""
        found = selectors.findings_of(bid)
        counted = Counter(one.part for one in found)
        context = self.frame(
            object=bid,
            part=part,
            blocks=blocks,
            wrong=wrong,
            edition=request.POST.get("edition") or bid.edition,
            saved_at=timezone.localtime(bid.saved_at) if bid.edition else None,
            left=time_left(bid.challenge.closes_at),
            steps=[
                {"code": code, "label": words.PARTS[code], "url": part_url(bid, code), "open": counted[code]}
                for code in ORDER
            ],
            findings=[(words.PARTS[one.part], part_url(bid, one.part), reason_text(one.reason)) for one in found],
            files=list(bid.files.all()) if part == "more" else [],
            upload=UploadForm() if part == "more" else None,
        )
        return render(request, "calls/bid_edit.html", context, status=status)

    def page_title(self, **context: Any) -> str:
        return str(words.PARTS[context["part"]])

    def crumbs(self, **context: Any) -> list[Crumb]:
        bid = context["object"]
        return [list_crumb(), challenge_crumb(bid.challenge), bid_crumb(bid)]


class BidFilesView(ActorView):
    """A file added to the draft."""

    permission = BID
    title = _("Files")
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        bid = own_draft(self.actor, pk)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            given = form.cleaned_data["file"]
            try:
                bid_saving.attach(actor=self.actor, bid_id=bid.pk, name=given.name, stream=given.chunks())
            except Refused as problem:
                messages.error(request, reason_text(problem.reason))
            except Invalid as problem:
                messages.error(request, reason_text(next(iter(problem.fields.values()))[0]))
            else:
                messages.success(request, gettext("The file was added."))
        else:
            messages.error(
                request, " ".join(str(each) for each in form.errors.get("file", ())) or gettext("Choose a file first.")
            )
        return HttpResponseRedirect(part_url(bid, "more"))


class BidFileDropView(ActorView):
    """A file taken off the draft."""

    permission = BID
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
        bid = own_draft(self.actor, pk)
        if not bid.files.filter(pk=file).exists():
            raise Http404
        bid_saving.detach(actor=self.actor, bid_id=bid.pk, file_id=file)
        messages.success(request, gettext("The file was taken off."))
        return HttpResponseRedirect(part_url(bid, "more"))


def part_url(bid: Bid, part: str) -> str:
    """The page of a part of the editor."""
    return reverse("calls:bid_edit", args=[bid.pk, part])


def _blocks(bid: Bid, part: str, data: Any, actor: Any) -> list[Block]:
    if part == "submit":
        return []
    if part not in PARTS:
        raise Http404
    return PARTS[part][0](bid, data, actor)


def _edition(request: HttpRequest) -> int:
    typed = request.POST.get("edition", "")
    return int(typed) if typed.isdecimal() else -1


def _errors(blocks: list[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        rows = block.form if block.is_rows else [block.form]
        for row in rows:
            found.extend(
                f"{row.fields[name].label}: {error}"
                for name, several in row.errors.items()
                if name in row.fields
                for error in several
            )
    return found[:8]
