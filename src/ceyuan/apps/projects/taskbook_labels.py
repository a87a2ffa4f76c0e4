"""How the parts, fields and choices of a task book are called on pages and on paper."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects import labels
from ceyuan.core.taskbook import plain

SECTIONS: Mapping[str, Promise] = {
    "header": _("Cover"),
    "content": _("Goals and content"),
    "indicators": _("Indicators"),
    "topics": _("Topics"),
    "milestones": _("Milestones"),
    "annual_plan": _("Plan by year"),
    "deliverables": _("Deliverables"),
    "people": _("People"),
    "participants": _("Participants"),
    "funding": _("Funding by source and year"),
    "budget": _("Budget"),
    "agreements": _("Agreements and approvals"),
    "ip_plan": _("Planned intellectual property"),
    "benefits": _("Expected benefits"),
    "cooperation": _("Co-operation with others"),
    "risks": _("Risks"),
    "approvals": _("Opinions"),
}

# By path without keys where a name means different things, else by the name of the field.
FIELDS: Mapping[str, Promise] = {
    "header.number": _("Task book number"),
    "header.project_code": _("Project code"),
    "header.title": _("Project title"),
    "header.mode": _("Mode"),
    "header.funding_units": _("Funding units"),
    "content.application": _("Where the results are applied"),
    "content.organisation": _("Organisation and management"),
    "content.research": _("Research content"),
    "content.goals": _("Goals"),
    "content.goals[].text": _("Goal"),
    "content.application[].unit": _("Unit"),
    "topics[].content": _("Research content"),
    "topics[].tasks": pgettext_lazy("task book", "Tasks"),
    "topics[].effort": _("Person-months by unit"),
    "indicators[].group": _("Indicator group"),
    "indicators[].name": _("Indicator"),
    "indicators[].kind": _("Kind of indicator"),
    "indicators[].topic": _("Topic"),
    "deliverables[].topic": _("Topic"),
    "deliverables[].kind": _("Kind of deliverable"),
    "deliverables[].form": _("Form of delivery"),
    "deliverables[].state": _("State"),
    "milestones[].name": _("Milestone"),
    "milestones[].note": _("Note"),
    "annual_plan[].text": _("Plan of the year"),
    "risks[].kind": _("Kind of risk"),
    "risks[].text": _("Risk"),
    "people[].role": _("Role in the team"),
    "people[].name": _("Full name"),
    "people[].title": _("Professional title"),
    "people[].months": _("Person-months by year"),
    "participants[].role": _("Role"),
    "cooperation[].task": pgettext_lazy("task book", "Task"),
    "funding[].unit": _("Funding unit"),
    "funding[].source": _("Source"),
    "budget.items": _("Itemised budget"),
    "budget.items[].source": _("Source"),
    "budget.equipment": _("Equipment to be listed"),
    "budget.equipment[].name": _("Equipment"),
    "budget.entrusted": _("Work entrusted to others"),
    "budget.lump_sum": _("Lump sum"),
    "budget.lump_sum.negative_list[].text": _("Not to be paid for"),
    "agreements[].kind": _("Kind of agreement"),
    "agreements[].unit": _("Agreed with"),
    "agreements[].terms": _("Clauses"),
    "agreements[].terms[].text": _("Clause"),
    "ip_plan[].kind": _("Kind of intellectual property"),
    "ip_plan[].owner": _("Owner"),
    "ip_plan[].share_ppm": _("Share of the owner"),
    "risks[].owner": _("Responsible"),
    "benefits[].text": _("How it arises"),
    "approvals[].name": _("Given by"),
    "secrecy": _("Secrecy"),
    "programme": _("Programme"),
    "direction": _("Technology direction"),
    "indicators[].direction": _("Direction"),
    "tech_class": _("Technology class"),
    "budget_mode": _("Budget mode"),
    "source_level": _("Ordered by"),
    "starts_on": _("Start"),
    "ends_on": _("End"),
    "currency": _("Currency"),
    "party_a": _("Party A"),
    "party_b": _("Party B"),
    "lead_unit": _("Lead unit"),
    "leader": _("Leader"),
    "chief_scientist": _("Chief scientist"),
    "user_unit": _("User of the results"),
    "background": _("Need and background"),
    "state_of_the_art": _("State of the art"),
    "novelty_search": _("Number of the novelty search"),
    "key_technologies": _("Key technologies"),
    "innovations": _("Points of innovation"),
    "technical_route": _("Technical route"),
    "route_document": _("Document of the technical route"),
    "trl_start": _("Readiness level at the start"),
    "trl_target": _("Readiness level at the end"),
    "trl_evidence": _("Evidence of the readiness level"),
    "demonstration_site": _("Demonstration site"),
    "volume": _("Volume"),
    "due_on": _("Due on"),
    "name": _("Name"),
    "title": _("Title"),
    "text": _("Text"),
    "code": _("Code"),
    "unit": _("Unit"),
    "work": _("Work"),
    "role": _("Role"),
    "amount_minor": _("Amount"),
    "budget_minor": _("Budget"),
    "weight_ppm": _("Weight"),
    "phases": _("Schedule"),
    "partners": _("Partners"),
    "person_months": _("Person-months"),
    "months": _("Person-months"),
    "baseline": _("Baseline"),
    "midterm": _("Mid-term"),
    "final": _("Final"),
    "final_to": _("Final, upper end of the range"),
    "baseline_text": _("Baseline in words"),
    "midterm_text": _("Mid-term in words"),
    "final_text": _("Final in words"),
    "unit_of_measure": _("Measured in"),
    "method": _("Method of assessment"),
    "benefits[].method": _("Method of accounting"),
    "evidence": _("Evidence"),
    "third_party": _("Measured by a third party"),
    "is_binding": _("Binding"),
    "goal": _("Goal served"),
    "source": _("Promised before as"),
    "kind": _("Kind"),
    "quantity": pgettext_lazy("task book", "Quantity"),
    "acceptance_method": _("Method of acceptance"),
    "visibility": _("Visibility"),
    "milestones": _("Milestones"),
    "count": _("Number"),
    "gross_minor": _("Gross amount a year"),
    "attribution_ppm": _("Share attributed to the project"),
    "confirmed_by": _("Confirmed by finance of"),
    "criteria": _("What decides go or no-go"),
    "payment_share_ppm": _("Share of the money released"),
    "trl_expected": _("Readiness level expected"),
    "note": _("Note"),
    "probability": _("Probability"),
    "measure": _("Counter-measure"),
    "partner": _("Partner"),
    "task": pgettext_lazy("task book", "Task"),
    "contract_number": _("Contract number"),
    "is_registered": _("Contract registered"),
    "document": _("Document"),
    "agreed_on": _("Agreed on"),
    "opinion": _("Opinion"),
    "given_on": _("Given on"),
    "copies": _("Signed copies"),
    "year": _("Year"),
    "condition": _("Condition"),
    "category": _("Category"),
    "reason": _("Reason"),
    "place": _("At home or abroad"),
    "total_minor": _("Total"),
    "capitalised_ppm": _("Share expected to become an asset"),
    "claims_tax_deduction": _("Claims the tax deduction for R&D"),
    "text_version": _("Version of the commitment"),
    "committed_by": _("Commitment given by"),
    "committed_on": _("Commitment given on"),
    "negative_list": _("Negative list"),
}

KEYS: Mapping[str, Promise] = {
    "people": _("Staff number"),
    "participants": _("Unit code"),
    "header.funding_units": _("Unit code"),
    "topics[].effort": _("Unit code"),
    "topics[].tasks[].partners": _("Unit code"),
    "annual_plan": _("Year"),
    "people[].months": _("Year"),
    "agreements[].terms": _("Clause"),
    "approvals": _("Whose opinion"),
}

# The second table of a list on paper, and one line of a list.
FURTHER: Mapping[str, Promise] = {
    "indicators": _("Assessment of the indicators"),
    "topics": _("Content of the topics"),
    "deliverables": _("Origin of the deliverables"),
}
ITEMS: Mapping[str, Promise] = {
    "topics": _("Topic"),
    "agreements": _("Agreement"),
}

# Keys that are chosen from a list; a line of another kind gets a key of its own.
KEY_CHOICES: Mapping[str, Mapping[str, Promise]] = {
    "agreements[].terms": {
        "organisation": pgettext_lazy("clause", "Organisation of the consortium"),
        "division_of_work": pgettext_lazy("clause", "Division of the work"),
        "funding": pgettext_lazy("clause", "Funding"),
        "ip_ownership": pgettext_lazy("clause", "Ownership of intellectual property"),
        "benefit_sharing": pgettext_lazy("clause", "Sharing of benefits"),
        "risk_sharing": pgettext_lazy("clause", "Sharing of risks"),
        "breach": pgettext_lazy("clause", "Breach of the agreement"),
    },
    "approvals": {
        "unit": pgettext_lazy("opinion of", "Lead unit"),
        "finance": pgettext_lazy("opinion of", "Finance office"),
        "st_department": pgettext_lazy("opinion of", "S&T office"),
        "leader": pgettext_lazy("opinion of", "Responsible leader"),
        "party_a": pgettext_lazy("opinion of", "Party A"),
    },
}

CHOICES: Mapping[str, Mapping[str, Promise | str]] = {
    "header.secrecy": labels.SECRECY,
    "header.tech_class": labels.TECH_CLASSES,
    "header.mode": labels.MODES,
    "header.budget_mode": labels.BUDGET_MODES,
    "header.source_level": labels.SOURCE_LEVELS,
    "indicators[].group": {
        "technical": pgettext_lazy("indicator group", "Technical"),
        "economic": pgettext_lazy("indicator group", "Economic"),
        "result": pgettext_lazy("indicator group", "Results"),
        "other": pgettext_lazy("indicator group", "Other"),
    },
    "indicators[].kind": {
        "quantity": pgettext_lazy("indicator kind", "A quantity"),
        "quality": pgettext_lazy("indicator kind", "A quality, in words"),
        "milestone": pgettext_lazy("indicator kind", "A day"),
    },
    "indicators[].direction": {
        "at_least": pgettext_lazy("direction", "At least (≥)"),
        "at_most": pgettext_lazy("direction", "At most (≤)"),
        "equal": pgettext_lazy("direction", "Exactly (=)"),
        "range": pgettext_lazy("direction", "Within a range"),
    },
    "deliverables[].state": {
        "planned": pgettext_lazy("deliverable", "Planned"),
        "submitted": pgettext_lazy("deliverable", "Submitted"),
        "delivered": pgettext_lazy("deliverable", "Delivered"),
        "cancelled": pgettext_lazy("deliverable", "Cancelled"),
    },
    "people[].role": {
        "leader": pgettext_lazy("team", "Project leader"),
        "topic_leader": pgettext_lazy("team", "Topic leader"),
        "backbone": pgettext_lazy("team", "Key member"),
        "member": pgettext_lazy("team", "Member"),
        "assistant": pgettext_lazy("team", "Assistant"),
    },
    "participants[].role": labels.PARTICIPATION_ROLES,
    "risks[].kind": {
        "technical": pgettext_lazy("risk", "Technical"),
        "market": pgettext_lazy("risk", "Market"),
        "money": pgettext_lazy("risk", "Money"),
        "schedule": pgettext_lazy("risk", "Schedule"),
        "people": pgettext_lazy("risk", "People"),
        "safety": pgettext_lazy("risk", "Safety and environment"),
        "other": pgettext_lazy("risk", "Other"),
    },
    "risks[].probability": {
        "low": pgettext_lazy("probability", "Low"),
        "medium": pgettext_lazy("probability", "Medium"),
        "high": pgettext_lazy("probability", "High"),
    },
    "funding[].source": labels.BUDGET_SOURCES,
    "budget.items[].source": labels.BUDGET_SOURCES,
    "budget.items[].category": labels.BUDGET_CATEGORIES,
    "budget.entrusted[].place": {
        "domestic": pgettext_lazy("entrusted", "At home"),
        "overseas": pgettext_lazy("entrusted", "Abroad"),
    },
    "agreements[].kind": {
        "partner": pgettext_lazy("agreement", "Agreement with a participant"),
        "ip_benefit": pgettext_lazy("agreement", "Intellectual property and benefits"),
        "ethics": pgettext_lazy("agreement", "Ethics approval"),
        "safety": pgettext_lazy("agreement", "Safety approval"),
        "environment": pgettext_lazy("agreement", "Environmental approval"),
        "confidentiality": pgettext_lazy("agreement", "Confidentiality"),
        "commitment": pgettext_lazy("agreement", "Commitment"),
    },
}

# The filling rules that the form of the national programmes prints behind its cover.
FILLING_RULES: tuple[Promise, ...] = (
    _("Party A is the unit that orders the project; party B is the unit that leads it and seals this book."),
    _("Names of units are written in full, as on the seal. A part that does not apply says “none”."),
    _("The application is the basis of this book: it lowers no indicator and changes no main content."),
    _("Party B has agreements with all units that take part; they stand in the record of the project."),
    _("Classified projects are filled in offline, never in this system."),
    _("Signed by all parties, this book changes only by a change order; each version carries its own fingerprint."),
)


def section_label(name: str) -> Promise | str:
    """The heading of a section."""
    return SECTIONS.get(name, name)


def field_label(path: str) -> Promise | str:
    """The name of the field at a path, e.g. `indicators[i1].final`."""
    bare = plain(path)
    name = bare.rpartition(".")[2].removesuffix("[]")
    known = (FIELDS.get(bare), SECTIONS.get(bare), FIELDS.get(bare.removesuffix("[]")), FIELDS.get(name))
    return next((label for label in known if label is not None), name)


def key_label(path: str) -> Promise | str:
    """What the key of the items of a list is, where people know it; "" where it is only a mark."""
    return KEYS.get(plain(path), "")


def choices(path: str) -> Mapping[str, Promise | str]:
    """The words of the choices at a path, empty where one writes freely."""
    return CHOICES.get(plain(path), {})


def key_text(path: str, key: str) -> str:
    """The key of an item where people know it: the words of a chosen key, a year, a code; "" where it is a mark."""
    if words := KEY_CHOICES.get(plain(path)):
        return str(words.get(key, pgettext_lazy("key of a line", "Other")))
    return key if key_label(path) else ""


def item_label(path: str) -> Promise | str:
    """What one line of a list is called."""
    return ITEMS.get(plain(path)) or field_label(path)
