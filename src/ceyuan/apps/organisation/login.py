"""Rules of logging in: accounts are made by the personnel office or the command line, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from ceyuan.apps.organisation.models import Account
from ceyuan.apps.organisation.selectors.access import account_with_group


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes the open sign-up and keeps service accounts away from the log-in form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        if user.is_service:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Logs in like allauth; the account of a session comes with its group and person, which every page needs."""

    def get_user(self, user_id: int) -> Account | None:
        account = account_with_group(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
