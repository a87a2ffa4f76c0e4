"""Template tags of the kit; a builtin of the template engine, so no page loads it."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ceyuan.kit import filters, forms, icons, numbers, paging, reasons
from ceyuan.kit.columns import bar

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "home" %} or, when the icon stands alone, {% icon "home" label=text %}."""
    return icons.icon(name, label)


@register.filter
def money(value: Any, unit: str = "auto") -> SafeString:
    """{{ sum|money }} or {{ sum|money:"wan" }}: number and unit, never broken over two lines."""
    number, name = numbers.money_parts(value, unit)
    if not name:
        return format_html('<span class="num">{}</span>', number)
    exact = numbers.money_text(value, "yuan")
    if not numbers.is_chinese():
        return format_html('<span class="num" title="{}">{}</span>', exact, numbers.money_phrase(number, name))
    return format_html('<span class="num" title="{}">{} <span class="unit">{}</span></span>', exact, number, name)


@register.filter
def money_parts(value: Any, unit: str = "auto") -> tuple[str, str]:
    """{% with parts=sum|money_parts %}: number and unit apart, for `<c-figure number=… unit=…>`."""
    return numbers.money_parts(value, unit)


@register.filter
def money_number(value: Any, unit: str = "yuan") -> str:
    """{{ sum|money_number:"wan" }}: the number alone, where the head of the column names the unit."""
    return numbers.money_number(value, unit)


@register.filter
def money_plain(value: Any, unit: str = "auto") -> str:
    """Money as plain text, for titles and attributes."""
    return numbers.money_text(value, unit)


@register.filter
def number(value: int | Decimal | float | str | None, digits: int | None = None) -> str:
    """{{ count|number }}: thousands separators. Attributes of components arrive as text, so digits are taken too."""
    if isinstance(value, str):
        value = Decimal(value) if value else None
    return numbers.number_text(value, digits)


@register.filter
def percent(value: int | Decimal | float | None, digits: int = 0) -> str:
    """{{ share|percent:1 }}: a share already in percent."""
    return numbers.percent_text(value, digits)


@register.filter
def day(value: datetime.date | datetime.datetime | None) -> SafeString:
    """{{ moment|day }}: an ISO date (with the minute for a moment) in a <time> element."""
    if value is None:
        return mark_safe("–")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), numbers.date_text(value))


@register.filter
def meter(value: Any) -> SafeString:
    """{{ share|meter }}: a small bar with its figure."""
    return mark_safe(bar(value))  # noqa: S308 - built from a number alone


@register.filter
def named(value: Any) -> str:
    """{{ unit|named }}: `name_zh` or `name_en` by the active language, else the other; things and mappings."""
    if value is None:
        return "–"
    first, second = ("name_zh", "name_en") if numbers.is_chinese() else ("name_en", "name_zh")
    if isinstance(value, Mapping):
        return str(value.get(first) or value.get(second) or "")
    return str(getattr(value, first, "") or getattr(value, second, "") or value)


@register.filter
def reason(value: Any) -> str:
    """{{ refused|reason }}: the sentence of a reason code."""
    return reasons.reason_text(value)


@register.simple_tag(takes_context=True)
def query(context: template.RequestContext, **changes: Any) -> str:
    """{% query page=2 sort=None %}: the present query with some parameters changed or removed."""
    return paging.query_string(context["request"].GET, **changes)


@register.simple_tag
def explain_link(url: str, label: str = "") -> SafeString:
    """{% explain_link url %}: the small link that leads from a figure to how it came about."""
    text = label or _("How this figure comes about")
    return format_html('<a class="explain" href="{}" title="{}">{}</a>', url, text, icons.icon("math-function", text))


@register.simple_tag(takes_context=True)
def current(context: template.RequestContext, url: str) -> SafeString:
    """`aria-current` for the menu entry that leads to the page or to a page above it."""
    path = context["request"].path
    if path == url:
        return mark_safe('aria-current="page"')
    others = (link.url for group in context.get("nav_groups") or () for link in group.links)
    if url == "/" or not path.startswith(url) or any(len(one) > len(url) and path.startswith(one) for one in others):
        return mark_safe("")
    return mark_safe('aria-current="true"')


@register.simple_tag(takes_context=True)
def list_filters(context: template.RequestContext) -> SafeString:
    """The filter form of a list page; nothing when the page declares no filters."""
    found = context["filters"]
    fields = tuple(found.bound())
    if not fields:
        return mark_safe("")
    return _filter_form(get_language() or "", context["clear_url"], _Shown(fields, opened=found.has_more_active()))


class _Shown:
    """What a filter form shows, compared by content."""

    def __init__(self, fields: tuple[filters.Bound, ...], *, opened: bool) -> None:
        self.fields, self.opened = fields, opened
        parts = ((one.name, *one.raw.items(), one.error, *one.options) for one in fields)
        self.content = (opened, *(id(one.field) for one in fields), *parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shown) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)


@lru_cache(maxsize=256)
def _filter_form(language: str, clear_url: str, shown: _Shown) -> SafeString:
    # The form is the same for everybody who sees the same choices, and costs more than the rows of a page.
    del language
    more = any(bound.field.more for bound in shown.fields)
    context = {"fields": shown.fields, "opened": shown.opened, "has_more": more, "clear_url": clear_url}
    return render_to_string("kit/filter_form.html", context)


@register.simple_tag
def options(bound: filters.Bound) -> SafeString:
    """{% options bound %}: the options of a choice; written in Python, because a page may hold hundreds."""
    chosen = bound.value
    return mark_safe(  # noqa: S308 - both parts are escaped
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
            for value, label in bound.options
        )
    )


@register.filter
def dressed(bound: BoundField) -> BoundField:
    """{{ field|dressed }}: a field of a form that is not one of ours, with the classes of the style sheets."""
    forms.dress(bound.field.widget)
    bound.field.widget.attrs.pop("placeholder", None)
    return bound
