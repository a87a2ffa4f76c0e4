"""The house views, with selectors and services that live in memory."""

from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from django_htmx.middleware import HtmxMiddleware

from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.columns import Column
from ceyuan.kit.filters import Filters, Text
from ceyuan.kit.forms import Form
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.registry import Identity
from ceyuan.kit.tables import Empty, Table
from ceyuan.kit.views import ActView, DetailView, FormView, ListView

ACTOR = SimpleNamespace(account_id=1, name="Li", group_code="KY", reach={"things.view": ("1",)}, staff_session_id=None)


@pytest.fixture(autouse=True)
def nobody_tells_who_it_is(monkeypatch):
    """The names in the frame come from the database; the house views are tested without one."""
    monkeypatch.setattr("ceyuan.entry.web.shell.identity", lambda _actor: Identity(group_name="Group"))


class Said(BaseStorage):
    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


class ThingTable(Table):
    columns = (Column("name", "Name", sort="name"),)


class ThingFilters(Filters):
    q = Text("Search")


class Things(ListView):
    title = "Things"
    permission = "things.view"
    table = ThingTable
    filters = ThingFilters
    export_name = "things"
    empty = Empty("No things yet", "Import some.")

    @staticmethod
    def selector(_actor, filters, _sort):
        names = ["cell", "anode", "<mud>"]
        return SequenceListing([SimpleNamespace(name=n) for n in names if filters.get("q", "") in n])


class NameForm(Form):
    name = forms.CharField(label="Name", max_length=20)
    note = forms.CharField(label="Note", required=False)


class Naming(FormView):
    title = "Name it"
    form = NameForm

    @staticmethod
    def service(*, actor, pk, name, note):
        del actor, note
        if name == "taken":
            raise Invalid({"name": ["things.taken"]})
        if name == "locked":
            raise Refused("things.locked")
        return pk, name

    def success_url(self, result):
        return f"/things/{result[0]}"


class Closing(ActView):
    title = "Close"
    question = "Really close?"

    @staticmethod
    def service(*, actor, pk):
        del actor
        if pk == 2:
            raise Refused("workflow.wrong_state")

    def return_url(self, **kwargs):
        return f"/things/{kwargs['pk']}"


class One(DetailView):
    template_name = "kit/confirm.html"

    @staticmethod
    def selector(_actor, pk):
        return None if pk == 404 else SimpleNamespace(pk=pk)


def ask(view, *, method="get", actor=ACTOR, path="/things", data=None, headers=None, **kwargs):
    request = getattr(RequestFactory(), method)(path, data or {}, headers=headers or {})
    request.actor, request.LANGUAGE_CODE = actor, "en"
    request._messages = Said(request)
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    with translation.override("en"):
        response = view.as_view()(request, **kwargs)
        response.said = [str(message) for message in request._messages._queued_messages]
    return response


def text(response):
    return response.content.decode()


def test_a_list_is_a_whole_page_and_escapes_its_rows():
    page = text(ask(Things))
    assert page.startswith("<!doctype html>")
    assert "&lt;mud&gt;" in page
    assert page.count("<h1>") == 1


class SummedThings(Things):
    def summary(self, filters):
        return f"Sum of {filters.values.get('q', 'all')}: 12"


def test_the_sentence_about_all_rows_changes_with_the_rows():
    assert "Sum of all: 12" in text(ask(SummedThings))
    assert "Sum of cell: 12" in text(ask(SummedThings, data={"q": "cell"}, headers={"HX-Request": "true"}))


def test_htmx_gets_the_rows_alone_and_caches_are_told():
    response = ask(Things, data={"q": "cell"}, headers={"HX-Request": "true"})
    assert "<!doctype" not in text(response)
    assert "anode" not in text(response)
    assert "HX-Request" in response["Vary"]


def test_an_empty_list_says_what_to_do_and_an_overfiltered_one_how_to_get_back():
    class Nothing(Things):
        @staticmethod
        def selector(_actor, _filters, _sort):
            return SequenceListing([])

    assert "Import some." in text(ask(Nothing))
    assert "Clear all" in text(ask(Things, data={"q": "zzz"}))


def test_a_stranger_is_sent_to_the_log_in_and_comes_back():
    nobody = SimpleNamespace(account_id=None, reach={})
    response = ask(Things, actor=nobody, data={"q": "cell"})
    assert response.status_code == 302
    assert response["Location"].endswith("?next=/things%3Fq%3Dcell")


def test_a_person_without_the_permission_is_refused():
    with pytest.raises(PermissionDenied):
        ask(Things, actor=SimpleNamespace(account_id=2, reach={"things.view": ()}))


def test_the_export_holds_what_the_filters_leave():
    response = ask(Things, data={"q": "cell", "export": "csv"})
    assert b"".join(response).decode("utf-8-sig").split() == ["Name", "cell"]


def test_a_list_too_long_for_a_file_says_so(monkeypatch):
    monkeypatch.setattr("ceyuan.kit.views.EXPORT_LIMIT", 2)
    response = ask(Things, data={"export": "xlsx"})
    assert response.status_code == 302
    assert "too long" in response.said[0]


def test_what_must_not_be_known_is_not_found():
    with pytest.raises(Http404):
        ask(One, pk=404)


def test_a_right_form_reaches_the_service_and_leads_on():
    response = ask(Naming, method="post", data={"name": "new"}, pk=7)
    assert (response.status_code, response["Location"], response.said) == (302, "/things/7", ["Saved."])


def test_the_way_back_is_only_taken_inside_this_site():
    inside = ask(Naming, method="post", data={"name": "new", "next": "/back"}, pk=7)
    outside = ask(Naming, method="post", data={"name": "new", "next": "https://evil.example/"}, pk=7)
    assert (inside["Location"], outside["Location"]) == ("/back", "/things/7")


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "This field is required."), ("taken", "things.taken"), ("locked", "things.locked")]
)
def test_a_wrong_form_comes_back_with_what_was_typed_and_the_message(name, sentence):
    response = ask(Naming, method="post", data={"name": name, "note": "keep me"}, pk=7)
    assert response.status_code == 422
    assert sentence in text(response)
    assert "keep me" in text(response)
    assert 'role="alert"' in text(response)


def test_htmx_gets_the_form_region_and_is_led_on_by_a_header():
    headers = {"HX-Request": "true"}
    wrong = ask(Naming, method="post", data={"name": ""}, headers=headers, pk=7)
    assert (wrong.status_code, "<!doctype" in text(wrong)) == (422, False)
    right = ask(Naming, method="post", data={"name": "new"}, headers=headers, pk=7)
    assert right["HX-Redirect"] == "/things/7"


def test_an_act_asks_first_then_acts_or_explains_its_refusal():
    assert "Really close?" in text(ask(Closing, pk=1))
    assert ask(Closing, method="post", pk=1).said == ["Done."]
    refused = ask(Closing, method="post", pk=2)
    assert refused["Location"] == "/things/2"
    assert "reload the page" in refused.said[0]
