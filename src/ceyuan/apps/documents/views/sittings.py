"""What waits for my signature over all capabilities: choose, sign all in one sitting, see how far it is."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents import tasks
from ceyuan.apps.documents.selectors import signings
from ceyuan.apps.documents.services import sittings
from ceyuan.apps.documents.signed_records import record_url
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, DetailView

from .signings import crumb


class ToSign(ActorView):
    """All lines that wait for me, and the form that signs the chosen ones."""

    title = _("To sign")
    template_name = "documents/to_sign.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(request, "", 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        lines = [found for found in map(_line, request.POST.getlist("line")[: sittings.MOST_LINES + 1]) if found]
        try:
            batch = sittings.begin_sitting(
                actor=self.actor,
                lines=lines,
                password=request.POST.get("password", "")[:200],
                queue=tasks.queue,
            )
        except Invalid as problem:
            told = " ".join(reason_text(one) for several in problem.fields.values() for one in several)
            return self.show(request, told, 422)
        except Refused as problem:
            if problem.reason.code == "documents.no_signing":
                raise Http404 from None
            return self.show(request, reason_text(problem.reason), 422)
        return HttpResponseRedirect(reverse("documents:sitting", args=[batch.pk]))

    def show(self, request: HttpRequest, problem: str, status: int) -> HttpResponseBase:
        """The list of what waits."""
        waiting = [
            (one, record_url(one.signing.subject_kind, one.signing.subject_id)) for one in signings.to_sign(self.actor)
        ]
        return render(request, self.template_name, self.frame(waiting=waiting, problem=problem), status=status)


class Sitting(DetailView):
    """How far a sitting is; asked again every two seconds until it is over."""

    title = _("Signing in one sitting")
    template_name = "documents/sitting.html"
    selector = staticmethod(signings.sitting)
    region = "progress"

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [crumb()]

    def more(self, found: Any) -> dict[str, Any]:
        failed = [
            (one.signing, reason_text(Reason(one.reason["code"], one.reason.get("facts", {}))))
            for one in found.lines
            if one.state == "failed"
        ]
        return {"failed": failed, "ended": found.done + found.failed}


def _line(value: str) -> sittings.Line | None:
    parts = value.split(":")
    if len(parts) != 3 or not all(one.isascii() and one.isdecimal() and len(one) < 16 for one in (parts[0], parts[2])):
        return None
    return int(parts[0]), parts[1][:40].replace("\x00", ""), int(parts[2])
