"""Middleware, preferences, error pages and the shell around them; no database."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from ceyuan.entry.web import errors, middleware, shell
from ceyuan.entry.web.views import preferences, status
from ceyuan.kit import registry


def passed(middleware_class, **request):
    made = RequestFactory().get("/", **request)
    return made, middleware_class(lambda _request: HttpResponse("x", content_type="text/html"))(made)


def test_every_answer_carries_a_policy_without_inline_code():
    _request, response = passed(middleware.SecurityHeadersMiddleware)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("given", ["", "abc", "x" * 65, "a b\r\nc: d"])
def test_a_request_id_is_made_unless_a_decent_one_is_given(given):
    request, response = passed(middleware.RequestIdMiddleware, headers={"X-Request-ID": given})
    assert response["X-Request-ID"] == request.request_id != given
    _request, kept = passed(middleware.RequestIdMiddleware, headers={"X-Request-ID": "proxy-12345"})
    assert kept["X-Request-ID"] == "proxy-12345"


@pytest.mark.parametrize(("cookie", "language"), [(None, "zh-hans"), ("en", "en"), ("tlh", "zh-hans")])
def test_chinese_is_spoken_until_another_language_is_chosen(cookie, language):
    request = RequestFactory().get("/", headers={"Accept-Language": "fr"})
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    seen = []

    def answer(_request):
        seen.append(translation.get_language())
        return HttpResponse()

    response = middleware.LanguageMiddleware(answer)(request)
    assert seen == [language]
    assert response["Content-Language"] == language


def test_the_language_is_kept_and_the_reader_stays_on_the_page():
    request = RequestFactory().post("/set-language", {"language": "en", "next": "/projects?q=1"})
    response = preferences.set_language(request)
    assert response["Location"] == "/projects?q=1"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("data", [{"theme": "pink"}, {}])
def test_an_unknown_theme_changes_nothing(data):
    assert not preferences.set_theme(RequestFactory().post("/set-theme", data)).cookies


def test_preferences_are_not_changed_by_a_link_nor_lead_outside():
    assert preferences.set_theme(RequestFactory().get("/set-theme")).status_code == 405
    away = RequestFactory().post("/set-theme", {"theme": "dark", "next": "//evil.example"})
    assert preferences.set_theme(away)["Location"] == "/"


@pytest.mark.parametrize(
    ("page", "code", "words"),
    [
        (lambda r: errors.bad_request(r, ValueError("secret")), 400, "无法识别此请求"),
        (lambda r: errors.forbidden(r, PermissionError("secret")), 403, "您的岗位不能查看此页"),
        (lambda r: errors.not_found(r, KeyError("secret")), 404, "此地址没有内容"),
        (errors.server_error, 500, "系统出现故障"),
        (lambda r: errors.csrf_failure(r, "secret"), 403, "表单已失效"),
    ],
)
def test_an_error_page_says_what_to_do_and_tells_nothing_of_the_inside(page, code, words):
    request = RequestFactory().get("/x")
    request.request_id = "abcd1234"
    with translation.override("zh-hans"):
        response = page(request)
    content = response.content.decode()
    assert response.status_code == code
    assert words in content
    assert "secret" not in content
    assert ("abcd1234" in content) is (code == 500)


def test_no_page_belongs_into_a_search_engine():
    assert b"Disallow: /" in status.robots(RequestFactory().get("/robots.txt")).content


def test_the_menu_shows_only_what_the_actor_may_use(monkeypatch):
    entries = [
        registry.MenuEntry("Search", "search", "search", 1),
        registry.MenuEntry("Secret", "home", "lock", 2, permission="audit.view"),
        registry.MenuEntry("Missing", "no:where", "x", 3),
    ]
    monkeypatch.setattr(registry, "menu", lambda: entries)
    actor = type("Actor", (), {"account_id": 1, "reach": {"audit.view": ()}})()
    assert [link.entry.label for link in shell.links(actor)] == ["Search"]
    actor.reach = {"audit.view": ("1",)}
    assert [link.entry.label for link in shell.links(actor)] == ["Search", "Secret"]
    assert shell.links(type("Nobody", (), {"account_id": None, "reach": {}})()) == []


def test_pages_hold_no_inline_script_or_style():
    from ceyuan.entry.web.views.showcase import Showcase

    request = RequestFactory().get("/kit")
    request._messages = []
    page = Showcase.as_view()(request).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick" not in page
    assert page.count("<h1>") == 1


def test_the_theme_is_in_the_markup_from_the_first_byte():
    page = render_to_string("error.html", {"theme": "dark", "language": "en", "status": 404})
    assert '<html lang="en" data-theme="dark" data-bs-theme="dark">' in page
