"""Texts of the audit: its own acts, what subjects are called, what a break of the chain means."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import Label, collect

ACTS: dict[str, Promise] = {
    "audit.chain.verified": _("Chain of acts verified"),
}

SUBJECTS: dict[str, Promise] = {
    "audit.chain": _("Chain of acts"),
}

REASONS: dict[str, Promise] = {
    "audit.whole_group_only": _("Only who may audit the whole group can verify the chain."),
}

FAULTS: dict[str, Promise] = {
    "gap": _("An act is missing here."),
    "link": _("The act does not follow the one before it."),
    "content": _("The act was changed after it was written."),
    "number": _("The row number of the act was changed."),
    "tail": _("Acts at the end are missing."),
    "head": _("The chain is not the one whose hash was noted."),
}


def subject_text(kind: str) -> Label:
    """What a kind of subject is called; a kind nobody has named stands for itself."""
    return next((part[kind] for part in collect("messages", "SUBJECTS") if kind in part), kind)
