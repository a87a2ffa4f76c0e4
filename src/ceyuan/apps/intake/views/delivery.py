"""One delivery: its progress while it runs, its account when it is done, its refusal when it is not."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.intake import messages, policies, selectors, tasks
from ceyuan.apps.intake.services import jobs
from ceyuan.core.kernel.money import Money
from ceyuan.kit.views import ActView, Crumb, DetailView

_WAITING = frozenset({"queued", "running"})
_AGAIN = frozenset({"refused", "interrupted"})


class DeliveryDetailView(DetailView):
    """The page of a delivery; its `progress` region asks for itself again while the delivery runs."""

    permission = selectors.VIEW
    template_name = "intake/delivery_detail.html"
    selector = staticmethod(selectors.delivery)
    region = "progress"

    def page_title(self, **context: Any) -> Any:
        return context["object"].name

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Deliveries"), reverse("intake:delivery_list"))]

    def more(self, found: Any) -> dict[str, Any]:
        status = selectors.shown_status(found)
        can_take = bool(policies.may_take(self.actor)) and found.kind == "workbook"
        problem = found.problem or {}
        return {
            "kind": messages.KINDS.get(found.kind, found.kind),
            "status": status,
            "status_text": messages.STATUS[status],
            "tone": messages.TONES[status],
            "is_waiting": status in _WAITING,
            "can_map": can_take and status == "draft",
            "can_repeat": can_take and status in _AGAIN and selectors.received_path(found).is_file(),
            "stage": messages.stage(found.stage),
            "problem": messages.sentence(problem["code"], problem.get("facts", {})) if problem else "",
            "problem_place": messages.place(problem.get("facts", {})) if problem else "",
            "balance": selectors.balance(found),
            "files": [_file(each) for each in selectors.files(found)],
            "reasons": [(code, messages.sentence(code, {}), n) for code, n in selectors.rejection_codes(found)],
            "changes": _changes(found.changed),
        }


def _file(file: dict[str, Any]) -> dict[str, Any]:
    money = [
        (
            messages.FIELDS.get(each["column"], each["column"]),
            Money(each["sum_minor"], each["currency"]),
            each["filled"],
        )
        for each in file["totals"].get("money", ())
    ]
    return {**file, "money": money}


def _changes(changed: dict[str, dict[str, int]]) -> list[tuple[Any, str]]:
    rows = []
    for table, counts in changed.items():
        said = [f"{count:,} {messages.CHANGES.get(name, name)}" for name, count in counts.items() if count]
        if said:
            rows.append((messages.TABLES.get(table, table), gettext(", ").join(said)))
    return rows


class DeliveryRepeatView(ActView):
    """Queue a delivery again that was refused or interrupted."""

    permission = "intake.take"
    title = _("Run again")
    question = _("Take this delivery again?")
    submit = _("Run again")
    done = _("The delivery waits for its turn.")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found_or_404(self.actor, kwargs["pk"])
        return super().get(request, **kwargs)

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        """Find the delivery within reach, and start it."""
        return jobs.start_again(actor=actor, delivery=found_or_404(actor, pk), queue=tasks.queue)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("intake:delivery_detail", args=[kwargs["pk"]])


def found_or_404(actor: Any, key: int) -> Any:
    """The delivery, or 404 where the actor must not know of it."""
    found = selectors.delivery(actor, key)
    if found is None:
        raise Http404
    return found
