"""Codes of stored choices and the texts that people see, for tables, filters and pages of this capability."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SECRECY = {
    "public": _("Public"),
    "internal": _("Internal"),
    "secret": _("Secret"),
    "confidential": _("Confidential"),
}
TECH_CLASSES = {
    "chokepoint": _("Chokepoint technology"),
    "industry_common": _("Industry-common key technology"),
    "core_competence": _("Core competence"),
    "frontier": _("Frontier technology"),
    "shop_floor": _("Shop-floor improvement"),
}
SOURCE_LEVELS = {
    "national": _("National"),
    "provincial": _("Provincial or ministerial"),
    "group": pgettext_lazy("source level", "Group"),
    "strategic_unit": pgettext_lazy("source level", "Strategic unit"),
    "enterprise": pgettext_lazy("source level", "Enterprise"),
    "external": pgettext_lazy("source level", "Contract research"),
}
MODES = {
    "directed": _("Directed assignment"),
    "competitive": _("Competitive selection"),
    "open_challenge": _("Open challenge"),
    "race": _("Race"),
    "free": _("Free exploration"),
}
# The states of the workflow in the five phases that a leader thinks in; each state stands in exactly one.
PHASES = {
    "preparing": pgettext_lazy("phase", "Preparing"),
    "running": pgettext_lazy("phase", "Under way"),
    "accepting": pgettext_lazy("phase", "At acceptance"),
    "finished": pgettext_lazy("phase", "Finished"),
    "stopped": pgettext_lazy("phase", "Stopped or failed"),
}
STATES_OF_PHASE = {
    "preparing": (
        "idea",
        "reserved",
        "applied",
        "formal_check",
        "under_review",
        "budget_review",
        "approved",
        "taskbook_draft",
        "taskbook_signed",
    ),
    "running": ("in_progress", "midterm", "change_pending", "suspended"),
    "accepting": ("completion_due", "acceptance_applied", "acceptance_review", "rectifying"),
    "finished": ("passed", "concluded", "archived", "post_evaluation", "transferred"),
    "stopped": ("rejected", "not_passed", "terminated", "revoked"),
}
PHASE_OF_STATE = {state: phase for phase, states in STATES_OF_PHASE.items() for state in states}
BUDGET_MODES = {"itemised": _("Itemised budget"), "lump_sum": _("Lump sum")}
PARTICIPATION_ROLES = {
    "lead": _("Lead"),
    "participant": _("Participant"),
    "associated": _("Associated partner"),
    "third_party": _("Third party"),
}
BUDGET_CATEGORIES = {
    "equipment": _("Equipment"),
    "operations": _("Operations"),
    "labour": _("Labour"),
    "indirect": _("Indirect"),
    "lump_sum": _("Lump sum"),
}
BUDGET_SOURCES = {
    "central": pgettext_lazy("budget source", "Central government"),
    "local": pgettext_lazy("budget source", "Local government"),
    "group": pgettext_lazy("budget source", "Group funds"),
    "unit": pgettext_lazy("budget source", "Funds of the ordering unit"),
    "self": pgettext_lazy("budget source", "Raised by the participants"),
    "other": pgettext_lazy("budget source", "Other"),
}
PROGRAMME_KINDS = {
    "root": _("Programmes"),
    "programme": _("Programme"),
    "cluster": _("Cluster"),
    "call": _("Call"),
    "topic": pgettext_lazy("programme kind", "Topic"),
    "major": _("Major programme"),
    "key": _("Key projects"),
    "general": _("General projects"),
    "youth": _("Youth projects"),
    "free": _("Free exploration"),
}
RESULT_KINDS = {
    "publication": _("Publication"),
    "deliverable": _("Deliverable"),
    "ipr": _("Intellectual property"),
    "pubsum": _("Report summary"),
    "paper": _("Paper"),
    "patent": _("Patent"),
    "standard": _("Standard"),
    "prototype": _("Prototype"),
    "software": _("Software"),
    "report": _("Report"),
    "": _("Not stated"),
}
DIRECTIONS = {"at_least": "≥", "at_most": "≤", "equal": "=", "range": "∈"}
CHANGE_SUBJECTS = {
    "project": _("Project"),
    "participation": _("Participation"),
    "result": _("Result"),
}
CHANGES = {
    "changed": pgettext_lazy("change", "changed"),
    "added": pgettext_lazy("change", "added"),
    "removed": pgettext_lazy("change", "removed"),
    "created": pgettext_lazy("change", "created"),
    "withdrawn": pgettext_lazy("change", "withdrawn"),
}
FIELDS = {
    "status": _("State"),
    "state": _("State"),
    "external_status": _("Status in the source"),
    "starts_on": _("Start"),
    "ends_on": _("End"),
    "signed_on": _("Signed on"),
    "terminated_on": _("Terminated on"),
    "total_minor": _("Total cost"),
    "funding_minor": _("Funding"),
    "net_funding_minor": _("Net funding"),
    "title_zh": _("Title"),
    "title_en": _("Title"),
    "acronym": _("Short name"),
    "keywords": _("Keywords"),
    "objective": _("Objective"),
    "programme": _("Programme"),
    "programme_id": _("Programme"),
    "lead_unit_id": _("Lead unit"),
    "role": _("Role"),
    "position": _("Position"),
    "is_terminated": _("Left the project"),
    "is_sme": _("Small or medium enterprise"),
    "facts": _("Further facts"),
    "leader_name": _("Leader"),
    "direction": _("Technology direction"),
    "target": _("Target served"),
}
MONEY_FIELDS = frozenset({"total_minor", "funding_minor", "net_funding_minor"})
