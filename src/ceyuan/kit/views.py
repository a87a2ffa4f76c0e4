"""The house views. They know a selector or a service, never a model; a list page costs about 25 lines of declaration.

All of them ask for a logged-in actor (`request.actor`, set by the organisation's middleware) and, where `permission` is
given, for that permission anywhere in the organisation. What must not be known is answered with 404 by the selector
returning None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View

from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit import export
from ceyuan.kit.filters import Filters
from ceyuan.kit.forms import Form, safe_next
from ceyuan.kit.listing import Listing
from ceyuan.kit.paging import SIZES, Page, query_string, turn_to
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.regions import render_region, wants_region
from ceyuan.kit.registry import Label, is_known, permits
from ceyuan.kit.remembered import Remembered
from ceyuan.kit.tables import Empty, Table

EXPORT_LIMIT = 200_000
PAGES: Remembered[tuple[Page, Table]] = Remembered(128)


@dataclass(frozen=True, slots=True)
class Action:
    """A button at the head of a page. `primary` at most once per page."""

    label: Label
    url: str
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back; the last one, without a url, is the page itself."""

    label: Label
    url: str = ""


class ActorView(View):
    """A view for somebody who is logged in."""

    permission: ClassVar[str] = ""
    title: ClassVar[Label] = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor: Any = getattr(request, "actor", None)
        if not is_known(self.actor):
            return redirect_to_login(request.get_full_path())
        if not permits(self.actor, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def page_title(self, **context: Any) -> Label:
        """The heading and the title of the window."""
        del context
        return self.title

    def crumbs(self, **context: Any) -> list[Crumb]:
        """The way back, from the top; without the page itself."""
        del context
        return []

    def actions(self, **context: Any) -> list[Action]:
        """Buttons at the head of the page that this actor may use."""
        del context
        return []

    def frame(self, **context: Any) -> dict[str, Any]:
        """What every page's template needs, with `context` added."""
        return {
            "title": self.page_title(**context),
            "crumbs": self.crumbs(**context),
            "actions": self.actions(**context),
            **context,
        }


class ListView(ActorView):
    """A filtered, sorted, paged list, also as a file (`?export=xlsx` or `csv`).

    `selector(actor, filters, sort)` returns a `Listing`; `filters` holds the active values by name. A list that many
    people open gives `stamp(actor)`, a number that grows whenever its rows may have changed: a page that was drawn
    under the same number, for the same reach, language and address, is then not drawn again.
    """

    template_name: ClassVar[str] = "kit/list.html"
    table: ClassVar[type[Table]] = Table
    filters: ClassVar[type[Filters]] = Filters
    selector: ClassVar[staticmethod[[Any, Mapping[str, Any], str], Listing]]
    empty: ClassVar[Empty] = Empty(_("Nothing here yet"))
    export_name: ClassVar[str] = ""
    stamp: ClassVar[staticmethod[[Any], int] | None] = None

    def more(self, listing: Listing, filters: Filters) -> dict[str, Any]:
        """More for the template, e.g. figures above the list."""
        del listing, filters
        return {}

    def summary(self, filters: Filters) -> str:
        """A sentence about all rows behind the filters, e.g. their sum; it stands in the foot of the list."""
        del filters
        return ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        filters = self.filters(request.GET, self.actor)
        sort = self.table.sort_of(request.GET)
        # `kwargs` are the captured parts of the address: they narrow the list like filters.
        # Asked for only when a page is drawn or a file is made: a remembered page needs none of its queries.
        listing: Any = SimpleLazyObject(lambda: type(self).selector(self.actor, {**filters.values, **kwargs}, sort))
        if (wanted := request.GET.get("export", "")) in export.FORMATS:
            return self.download(listing, wanted)
        page, table = self.drawn(listing, request, sort)
        context = self.frame(
            table=table,
            page=page,
            sizes=SIZES,
            filters=filters,
            empty=self.empty,
            sort=sort,
            clear_url=request.path,
            export_url=query_string(request.GET, page=None, export="xlsx"),
            export_csv_url=query_string(request.GET, page=None, export="csv"),
            exportable=bool(self.export_name),
            summary=self.summary(filters),
            **({} if wants_region(request) else self.more(listing, filters)),
        )
        return render_region(request, self.template_name, "rows", context)

    def drawn(self, listing: Listing, request: HttpRequest, sort: str) -> tuple[Page, Table]:
        """The page of the listing and its table; remembered while the stamp stands."""

        def draw() -> tuple[Page, Table]:
            page = turn_to(listing, request.GET)
            return page, self.table(page, request.GET, sort=sort)

        stamp = type(self).stamp
        if stamp is None:
            return draw()
        reach = tuple(self.actor.reach.get(self.permission, ()))
        place = (type(self), get_language(), request.path, request.GET.urlencode())
        return PAGES.get((*place, self.actor.group_id, reach, stamp(self.actor)), draw)

    def download(self, listing: Listing, file_format: str) -> HttpResponseBase:
        """All rows behind the filters as a file; refused in words when a file program could not open it."""
        if listing.exceeds(EXPORT_LIMIT):
            messages.warning(
                self.request,
                _("This list is too long for a workbook. Please narrow it down with the filters first."),
            )
            return HttpResponseRedirect(query_string(self.request.GET, export=None))
        name = str(self.page_title()) or self.export_name
        return export.respond(self.table.columns, listing.stream(), name, file_format)


class DetailView(ActorView):
    """One thing: `selector(actor, **captured)` returns it, or None for what the actor may not know (404)."""

    template_name: ClassVar[str]
    selector: ClassVar[staticmethod[..., Any]]
    region: ClassVar[str] = ""

    def more(self, found: Any) -> dict[str, Any]:
        """More for the template."""
        del found
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = type(self).selector(self.actor, **kwargs)
        if found is None:
            raise Http404
        context = self.frame(object=found, **self.more(found))
        return render_region(request, self.template_name, self.region, context)


class FormView(ActorView):
    """A form whose cleaned data goes to `service(actor=…, **captured, **cleaned)`; wrong input comes back with 422."""

    template_name: ClassVar[str] = "kit/form.html"
    form: ClassVar[type[Form]]
    service: ClassVar[staticmethod[..., Any]]
    submit: ClassVar[Label] = _("Save")
    done: ClassVar[Label] = _("Saved.")
    region: ClassVar[str] = "form"
    # Where the page only extends the template that draws the form: named parts are not inherited.
    region_template: ClassVar[str] = ""

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        """Values the form starts with; None answers 404."""
        del kwargs
        return {}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        """The form; override to give it choices of this actor."""
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        return self.form(data, files, initial=start)

    def success_url(self, result: Any) -> str:
        """Where to go with what the service returned."""
        raise NotImplementedError

    def call(self, form: Form, **kwargs: Any) -> Any:
        """Calls the service; override only if its arguments differ from the fields."""
        return type(self).service(actor=self.actor, **kwargs, **form.cleaned_data)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return self.show(request, self.build(**kwargs), 200)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.build(request.POST, request.FILES, **kwargs)
        if form.is_valid():
            try:
                result = self.call(form, **kwargs)
            except (Invalid, Refused) as problem:
                form.take(problem)
            else:
                messages.success(request, str(self.done))
                return redirect(request, safe_next(request.POST, request) or self.success_url(result))
        return self.show(request, form, 422)

    def show(self, request: HttpRequest, form: Form, status: int) -> HttpResponseBase:
        """The page with the form and, after a mistake, all that was typed."""
        context = self.frame(form=form, submit=self.submit, next=request.GET.get("next", ""))
        drawn = (wants_region(request) and self.region_template) or self.template_name
        return render_region(request, drawn, self.region, context, status=status)


class ActView(ActorView):
    """One act on one thing, by POST; GET shows what it will do and asks. `service(actor=…, **captured)`."""

    template_name: ClassVar[str] = "kit/confirm.html"
    service: ClassVar[staticmethod[..., Any]]
    question: ClassVar[Label] = ""
    submit: ClassVar[Label] = _("Confirm")
    done: ClassVar[Label] = _("Done.")
    danger: ClassVar[bool] = False

    def return_url(self, **kwargs: Any) -> str:
        """Where the page comes from and goes back to."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        context = self.frame(
            question=self.question, submit=self.submit, danger=self.danger, back=self.return_url(**kwargs)
        )
        return render(request, self.template_name, context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            type(self).service(actor=self.actor, **kwargs)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, str(self.done))
        return redirect(request, safe_next(request.POST, request) or self.return_url(**kwargs))


def redirect(request: HttpRequest, target: str) -> HttpResponseBase:
    """Sends the browser on; HTMX is told to load the whole page, because a form region cannot hold it."""
    if wants_region(request):
        from django_htmx.http import HttpResponseClientRedirect

        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(target)
