"""My account: language, log-in, tokens; and the staff session of those who run the system."""

from typing import Any

from django.conf import settings
from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import forms, messages
from ceyuan.apps.organisation.selectors import access
from ceyuan.apps.organisation.services import accounts, digests, staff_sessions
from ceyuan.kit.views import ActorView, ActView, Crumb, FormView, redirect

A_YEAR = 365 * 24 * 3600


class MyAccount(ActorView):
    """Who I am here, and how I log in."""

    title = _("My account")

    def get(self, request: HttpRequest) -> HttpResponse:
        account = access.own_account(self.actor)
        now = timezone.now()
        context = self.frame(
            account=account,
            posts=[(messages.POSTS[post.kind], post) for post in access.posts_today(self.actor, timezone.localdate())],
            mail_form=forms.MailForm(
                actor=self.actor,
                initial={"email": account.email if account else "", "rhythm": access.mail_rhythm(self.actor)},
            ),
            tokens=[(token, _state(token, now)) for token in access.own_tokens(self.actor)],
            form=forms.LanguageForm(
                actor=self.actor, initial={"language": account.language if account else settings.LANGUAGE_CODE}
            ),
        )
        return render(request, "organisation/account.html", context)


def _state(token: Any, now: Any) -> str:
    if token.revoked_at:
        return "revoked"
    return "expired" if token.expires_at <= now else "valid"


class SetLanguage(ActorView):
    """The language is kept with the account, and in the cookie by which the pages are drawn."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = forms.LanguageForm(request.POST, actor=self.actor)
        response = redirect(request, reverse("organisation:my_account"))
        if form.is_valid():
            accounts.set_language(actor=self.actor, language=form.cleaned_data["language"])
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                form.cleaned_data["language"],
                max_age=A_YEAR,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


class SetMail(FormView):
    """The address, and how often the digest of the inbox comes."""

    title = _("Mail about it")
    form = forms.MailForm
    service = staticmethod(digests.wish)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        account = access.own_account(self.actor)
        start = {"email": account.email if account else "", "rhythm": access.mail_rhythm(self.actor)}
        return self.form(data, files, initial=start, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("My account"), reverse("organisation:my_account"))]

    def success_url(self, result: Any) -> str:
        return reverse("organisation:my_account")


class NewToken(FormView):
    """A key for a program; its secret is shown once."""

    title = _("New access token")
    template_name = "organisation/token_form.html"
    region_template = "kit/form.html"
    form = forms.TokenForm
    service = staticmethod(accounts.create_token)
    submit = _("Create")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        return self.form(data, files, initial={"days": 90}, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("My account"), reverse("organisation:my_account"))]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        from ceyuan.core.kernel import Invalid, Refused

        form = self.build(request.POST, request.FILES)
        if form.is_valid():
            try:
                token, secret = accounts.create_token(actor=self.actor, **form.cleaned_data)
            except (Invalid, Refused) as problem:
                form.take(problem)
            else:
                # Answered at once instead of after a redirect: the secret must not be kept anywhere in between.
                context = self.frame(token=token, secret=secret)
                response = render(request, "organisation/token.html", context)
                response.headers["Cache-Control"] = "no-store"
                response.headers["HX-Retarget"] = "#content"
                return response
        return self.show(request, form, 422)


class RevokeToken(ActView):
    """A key opens nothing any more."""

    title = _("Revoke access token")
    question = _("Programs that use this token can no longer log in with it.")
    submit = _("Revoke")
    done = _("The token was revoked.")
    service = staticmethod(accounts.revoke_token)
    danger = True

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("My account"), reverse("organisation:my_account"))]

    def return_url(self, **kwargs: Any) -> str:
        return reverse("organisation:my_account")


class StaffSessionPage(FormView):
    """Open a staff session, see the running one, close it."""

    permission = "staff.open"
    title = _("Staff session")
    template_name = "organisation/staff.html"
    form = forms.StaffForm
    service = staticmethod(staff_sessions.open_session)
    submit = _("Open staff session")
    done = _("The staff session is open; everything you open is on record.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        return self.form(data, files, initial={"minutes": 30}, actor=self.actor)

    def frame(self, **context: Any) -> dict[str, Any]:
        running, sessions = access.own_staff_sessions(self.actor, timezone.now())
        return super().frame(running=running, sessions=sessions, **context)

    def success_url(self, result: Any) -> str:
        return reverse("organisation:staff")


class CloseStaffSession(ActorView):
    """The running session ends."""

    permission = "staff.open"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        from ceyuan.core.kernel import Refused
        from ceyuan.kit.reasons import reason_text

        try:
            staff_sessions.close_session(actor=self.actor)
        except Refused as problem:
            notes.error(request, reason_text(problem.reason))
        else:
            notes.success(request, str(_("The staff session is closed.")))
        return redirect(request, reverse("organisation:staff"))
