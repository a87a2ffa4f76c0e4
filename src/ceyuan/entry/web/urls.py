"""Addresses of the shell itself."""

from django.conf import settings
from django.urls import include, path

from ceyuan.entry.web.views import home, inbox, mailbox, preferences, search, status

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("start", home.Start.as_view(), name="start"),
    path("inbox", inbox.Inbox.as_view(), name="inbox"),
    path("mailbox", mailbox.Mailbox.as_view(), name="mailbox"),
    path("search", search.Search.as_view(), name="search"),
    path("set-language", preferences.set_language, name="set-language"),
    path("set-theme", preferences.set_theme, name="set-theme"),
    path("healthz", status.healthz, name="healthz"),
    path("robots.txt", status.robots, name="robots"),
    path("accounts/", include("ceyuan.entry.web.account_urls")),
]

if settings.DEBUG:
    from ceyuan.entry.web.views import showcase

    urlpatterns += [
        path("kit", showcase.Showcase.as_view(), name="kit"),
        path("kit/list", showcase.SampleList.as_view(), name="kit-list"),
    ]
