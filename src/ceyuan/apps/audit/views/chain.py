"""The state of the chain: when it was verified last, and with what outcome."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.audit import selectors
from ceyuan.apps.audit.messages import FAULTS
from ceyuan.apps.audit.services import chain
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb


class Chain(ActorView):
    """Shows the last verification; POST verifies now and records the outcome."""

    permission = selectors.PERMISSION
    title = _("State of the chain")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Audit trail"), reverse("audit:acts")), Crumb(self.title)]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        last = selectors.of_subject(self.actor, "audit.chain", "1").first()
        fault = FAULTS.get(last.after.get("fault", "")) if last else None
        may_verify = self.actor.reaches_whole_group(selectors.PERMISSION)
        context = self.frame(last=last, fault=fault, newest=selectors.newest(), may_verify=may_verify)
        return render(request, "audit/chain.html", context)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        try:
            found = chain.verify(actor=self.actor)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            if found.is_whole:
                messages.success(request, _t("The chain is whole."))
            else:
                messages.error(request, _t("The chain is broken at act %(seq)s.") % {"seq": found.broken_seq})
        return HttpResponseRedirect(reverse("audit:chain"))
