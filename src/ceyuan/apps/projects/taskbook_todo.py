"""What waits about task books: drafts and signed versions for the office, change orders for whoever decides them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import TodoItem, TodoProvider

from .naming import name_of
from .policies.taskbooks import CONTRACT
from .selectors import change_orders, taskbooks


def _signed(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Signed by all: put %(number)s into force") % {"number": one.task_book.number},
            reverse("projects:taskbook_version", args=[one.pk]),
            note=name_of(one.task_book.project.lead_unit),
            tone="info",
        )
        for one in taskbooks.signed_by_all(actor, CONTRACT, limit)
    ]


def _orders(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Change order to decide: %(number)s #%(order)s")
            % {"number": one.task_book.number, "order": one.number},
            reverse("projects:change_order", args=[one.pk]),
            note=one.title,
            tone="info",
        )
        for one in change_orders.waiting(actor, limit)
    ]


SIGNED = TodoProvider("taskbooks_signed", _("Task books to put into force"), 32, _signed, CONTRACT)
ORDERS = TodoProvider("change_orders", _("Change orders to decide"), 33, _orders, "projects.view")
