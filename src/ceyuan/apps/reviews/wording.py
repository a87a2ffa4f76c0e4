"""Reasons of the engine in words: the keys in their facts become names."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceyuan.apps.organisation.interface import Actor, people_of, units_of
from ceyuan.apps.reviews.keys import ids_in
from ceyuan.apps.reviews.selectors import ledger
from ceyuan.core.kernel import Reason
from ceyuan.core.review.canonical import reason_told
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named


def reasons_told(actor: Actor, groups: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[str]]:
    """Each group of stored reasons as sentences; names are looked up once for all of them."""
    read = [[reason_told(one) for one in group] for group in groups]
    names = _names(actor, [reason for group in read for reason in group])
    return [[_sentence(reason, names) for reason in group] for group in read]


def reason_sentences(actor: Actor, reasons: Sequence[Reason]) -> list[str]:
    """Reasons as sentences."""
    names = _names(actor, reasons)
    return [_sentence(reason, names) for reason in reasons]


def key_names(actor: Actor, keys: Sequence[str]) -> dict[str, str]:
    """The names behind keys, as far as there are any."""
    found: dict[str, str] = {}
    lookups = (
        ("P", lambda ids: people_of(actor, ids)),
        ("U", lambda ids: units_of(actor, ids)),
        ("E", lambda ids: ledger.experts_named(actor, ids)),
        ("C", lambda ids: ledger.cases_named(actor, ids)),
    )
    for letter, look_up in lookups:
        if ids := ids_in(keys, letter):
            told = str if letter == "C" else named
            found.update({f"{letter}{pk}": told(row) for pk, row in look_up(ids).items()})
    return found


def _names(actor: Actor, reasons: Sequence[Reason]) -> dict[str, str]:
    values = [value for reason in reasons for value in reason.facts.values()]
    flat = [part for value in values for part in (value if isinstance(value, list | tuple) else [value])]
    return key_names(actor, [part for part in flat if isinstance(part, str)])


def _sentence(reason: Reason, names: Mapping[str, str]) -> str:
    facts = {}
    for name, value in reason.facts.items():
        if isinstance(value, list | tuple):
            facts[name] = "、".join(names.get(str(part), str(part)) for part in value)
        else:
            facts[name] = names.get(value, value) if isinstance(value, str) else value
    return reason_text(Reason(reason.code, facts))
