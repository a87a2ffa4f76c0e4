"""Ways into this capability. Each part adds its entry."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

_GROUP = _("Strategy and responsibility")

entries: list[MenuEntry] = [
    MenuEntry(_("What only you can decide"), "strategy:my_month", "calendar-event", 5, _GROUP, "strategy.read"),
    MenuEntry(_("Plans"), "strategy:plan_list", "books", 6, _GROUP, "strategy.read"),
    MenuEntry(_("Target cascade"), "strategy:cascade", "hierarchy", 7, _GROUP, "strategy.view"),
    MenuEntry(_("Score cards"), "strategy:score_list", "medal", 8, _GROUP, "strategy.view"),
    MenuEntry(_("Data reporting"), "strategy:reading_sheet", "edit", 9, _GROUP, "strategy.view"),
    MenuEntry(_("Indicator library"), "strategy:kpi_list", "list-check", 10, _GROUP, "strategy.read"),
    MenuEntry(_("Technology directions"), "strategy:direction_tree", "category", 11, _GROUP, "strategy.read"),
    MenuEntry(_("Gaps"), "strategy:gap_list", "alert-triangle", 12, _GROUP, "strategy.view"),
    MenuEntry(_("Policy measures"), "strategy:policies", "checklist", 13, _GROUP, "strategy.read"),
    MenuEntry(_("Did it reach you?"), "strategy:feedback", "speakerphone", 14, _GROUP, "strategy.read"),
    MenuEntry(_("Responsibility letters"), "strategy:letter_list", "signature", 15, _GROUP, "strategy.view"),
    MenuEntry(_("Supervision"), "strategy:supervision_list", "bolt", 16, _GROUP, "strategy.view"),
    MenuEntry(_("Duties"), "strategy:duty_list", "clipboard-check", 17, _GROUP, "strategy.read"),
    MenuEntry(_("Hand-over"), "strategy:handover_list", "arrows-join", 18, _GROUP, "strategy.view"),
]
