"""Experts from outside: the office invites and closes, the expert comes in by the link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ceyuan.apps.reviews.forms.guests import WelcomeForm
from ceyuan.apps.reviews.messages import guests as words
from ceyuan.apps.reviews.policies.panels import POOL, may_keep_expert
from ceyuan.apps.reviews.selectors import guests as selectors
from ceyuan.apps.reviews.selectors import pool
from ceyuan.apps.reviews.services import guests
from ceyuan.apps.reviews.tables.pool import expert_url, minute
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActView, Crumb, redirect


def guest_access(expert: Any) -> dict[str, Any]:
    """How far the log-in of an expert from outside is, in words."""
    found = selectors.access_of(expert)
    return {
        "state": words.ACCESS[found.state],
        "tone": words.ACCESS_TONES[found.state],
        "username": found.username,
        "until": minute(found.until) if found.until else "",
        "came_on": minute(found.came_on) if found.came_on else "",
        "closable": found.state in {"open", "invited"},
    }


class _KeptGuest(ActView):
    permission = POOL

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.may(POOL):
            found = pool.experts(actor).select_related("keeper").filter(pk=kwargs["expert_id"], person=None).first()
            if found is None or not may_keep_expert(actor, found.keeper.path):
                raise Http404
            self.expert = found
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [
            Crumb(_("Pool of experts"), reverse("reviews:expert_list")),
            Crumb(named(self.expert), self.return_url()),
        ]

    def return_url(self, **kwargs: Any) -> str:
        return expert_url(self.expert)


class InviteView(_KeptGuest):
    """Invite an expert from outside; the link is shown once, unless it goes to the expert by mail."""

    title = _("Invite to log in")
    question = _(
        "Make a link by which this expert sets a log-in name and a password? It works once and for seven days; a link "
        "that was made before works no longer."
    )
    submit = _("Make the link")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        def link(secret: str) -> str:
            return request.build_absolute_uri(reverse("reviews:guest_welcome", args=[secret]))

        try:
            made, address = guests.invite(actor=self.actor, link=link, **kwargs)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
            return redirect(request, self.return_url())
        # Answered at once instead of after a redirect: the link must not be kept anywhere in between.
        context = self.frame(expert=self.expert, made=made, address=address, until=minute(made.expires_at))
        response = render(request, "reviews/guest_link.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response


class CloseView(_KeptGuest):
    """The expert from outside no longer logs in."""

    title = _("Close the log-in")
    question = _("Close the log-in of this expert? Work that was begun stays; a new invitation opens it again.")
    submit, done = _("Close the log-in"), _("The log-in is closed.")
    danger = True
    service = staticmethod(guests.close)


@method_decorator([never_cache, sensitive_post_parameters("password", "again")], name="dispatch")
class WelcomeView(View):
    """The page behind the link, for somebody who has no log-in yet. Looking at it does not use the link up."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponseBase:
        found = selectors.invitation_of(secret)
        verdict = selectors.usable(found, timezone.now())
        if found is None or not verdict:
            return self._closed(request, reason_text(verdict.reasons[0]), 404 if found is None else 410)
        return self._page(request, found, self._form(found), 200)

    def post(self, request: HttpRequest, secret: str) -> HttpResponseBase:
        found = selectors.invitation_of(secret)
        verdict = selectors.usable(found, timezone.now())
        if found is None or not verdict:
            return self._closed(request, reason_text(verdict.reasons[0]), 404 if found is None else 410)
        form = self._form(found, request.POST)
        if form.is_valid():
            given = {name: form.cleaned_data.get(name, "") for name in ("username", "password")}
            try:
                guests.accept(actor=selectors.bearer(found), secret=secret, promise=form.promise(), **given)
            except (Invalid, Refused) as problem:
                form.take(problem)
            else:
                messages.success(request, gettext("Your log-in is ready. Log in to see your reviews."))
                return HttpResponseRedirect(f"{reverse('account_login')}?next={reverse('reviews:my_reviews')}")
        return self._page(request, found, form, 422)

    def _form(self, found: Any, data: Any = None) -> WelcomeForm:
        return WelcomeForm(data, known=found.expert.account_id is not None)

    def _page(self, request: HttpRequest, found: Any, form: WelcomeForm, status: int) -> HttpResponse:
        expert = found.expert
        context = {
            "form": form,
            "expert": expert,
            "username": expert.account.username if expert.account else "",
            "until": minute(found.expires_at),
        }
        return self._private(render(request, "reviews/guest_welcome.html", context, status=status))

    def _closed(self, request: HttpRequest, why: str, status: int) -> HttpResponse:
        return self._private(render(request, "reviews/guest_welcome.html", {"why": why}, status=status))

    def _private(self, response: HttpResponse) -> HttpResponse:
        # The address is a secret: it must not travel on to other pages.
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
