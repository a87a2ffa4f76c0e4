"""What the records of strategy are called, for instance in the trail of acts."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

SUBJECTS: dict[str, Promise] = {
    "strategy.plan": pgettext_lazy("record", "Plan"),
    "strategy.planversion": pgettext_lazy("record", "Plan version"),
    "strategy.clause": pgettext_lazy("record", "Clause"),
    "strategy.target": pgettext_lazy("record", "Target"),
    "strategy.change": pgettext_lazy("record", "Change request"),
    "strategy.reading": pgettext_lazy("record", "Reading"),
    "strategy.quantity": pgettext_lazy("record", "Quantity"),
    "strategy.kpi": pgettext_lazy("record", "Indicator"),
    "strategy.period": pgettext_lazy("record", "Reporting period"),
    "strategy.adjustment": pgettext_lazy("record", "Bonus or deduction"),
    "strategy.direction": pgettext_lazy("record", "Technology direction"),
    "strategy.gap": pgettext_lazy("record", "Gap"),
    "strategy.policy": pgettext_lazy("record", "Policy"),
    "strategy.measure": pgettext_lazy("record", "Policy measure"),
    "strategy.uptake": pgettext_lazy("record", "Uptake of a measure"),
    "strategy.letter": pgettext_lazy("record", "Responsibility letter"),
    "strategy.duty": pgettext_lazy("record", "Duty"),
    "strategy.matter": pgettext_lazy("record", "Matter for the leader"),
    "strategy.supervision": pgettext_lazy("record", "Supervision item"),
    "strategy.handover": pgettext_lazy("record", "Hand-over certificate"),
}
