"""What waits for a person here: documents to sign."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named

from .selectors import signings


def _to_sign(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            one.signing.name,
            reverse("documents:signing_detail", args=[one.signing_id]),
            None,
            named(one.signing.unit),
            "warn",
        )
        for one in signings.to_sign(actor, limit)
    ]


providers: list[TodoProvider] = [TodoProvider("documents-to-sign", _("Documents to sign"), 19, _to_sign)]
