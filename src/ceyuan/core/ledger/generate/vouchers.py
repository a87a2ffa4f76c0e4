"""The vouchers of one company and month as NumPy columns, with what each line is meant to be."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ceyuan.core.ledger.generate.catalogue import ACCOUNTS, DETAILS, ENTRUSTED, SHARED, TRANSFER_WORD, Catalogue
from ceyuan.core.ledger.generate.kinds import CASH, KINDS, SALE, Entry, Kind

Ints = npt.NDArray[np.int64]
ACCOUNT_CODES = tuple(ACCOUNTS)
TEXTS = tuple(dict.fromkeys(text for kind in KINDS for text in kind.texts))
MEANT_ENTRUSTED, MEANT_SHARE, MEANT_TRANSFER = 7, 8, 9
COLUMNS = ("account", "project", "object", "centre", "text", "debit", "credit", "meant")
_MEANT = np.array(
    [
        int(DETAILS[code][0])
        if code in DETAILS
        else MEANT_ENTRUSTED
        if code in ENTRUSTED
        else MEANT_SHARE * (code in SHARED)
        for code in ACCOUNT_CODES
    ],
    dtype=np.int8,
)


@dataclass(slots=True)
class Page:
    """Lines of one company and month: equally long columns of positions and amounts in fen, and each line's voucher.

    `project`, `object` and `centre` are positions in the lists of the company, -1 for none; objects count projects
    first, then resources. `meant`: 1–6 the category, 7 entrusted, 8 shared, 9 transfer, 0 no cost.
    """

    columns: dict[str, Ints]
    voucher: Ints
    first_lines: Ints
    """Where each voucher begins."""

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.voucher)


def page(random: np.random.Generator, known: Catalogue, lines: int) -> Page:
    """So many lines of whole vouchers, kinds in random order."""
    counts = _counts(lines)
    blocks = {kind.name: _block(random, known, kind, count) for kind, count in counts if count}
    order = np.repeat(np.arange(len(counts)), [count for _, count in counts])
    random.shuffle(order)
    sizes = np.array([kind.lines for kind, _ in counts])[order]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    columns = {name: np.empty(lines, dtype=np.int64) for name in COLUMNS}
    for place, (kind, count) in enumerate(counts):
        if count:
            at = (starts[order == place][:, None] + np.arange(kind.lines)).ravel()
            for name, values in blocks[kind.name].items():
                columns[name][at] = values
    return Page(columns, np.repeat(np.arange(len(order)), sizes), starts)


def _counts(lines: int) -> list[tuple[Kind, int]]:
    """How many vouchers of each kind; the rest that no kind fits is filled with vouchers of two and three lines."""
    counts = {kind.name: lines * kind.percent // (100 * kind.lines) for kind in KINDS}
    rest = lines - sum(counts[kind.name] * kind.lines for kind in KINDS)
    while rest % 2 and rest < SALE.lines:
        counts[CASH.name] -= 1
        rest += CASH.lines
    counts[SALE.name] += rest % 2
    counts[CASH.name] += (rest - SALE.lines * (rest % 2)) // CASH.lines
    return [(kind, counts[kind.name]) for kind in KINDS]


def _block(random: np.random.Generator, known: Catalogue, kind: Kind, count: int) -> dict[str, Ints]:
    """All vouchers of a kind, line by line."""
    width = kind.lines
    columns = {name: np.full((count, width), -1, dtype=np.int64) for name in ("project", "object")}
    columns["centre"] = random.integers(1, known.centres_each, (count, width))
    for place, entry in enumerate((*kind.debits, *kind.credits)):
        _place(random, known, columns, place, entry)
    codes = [
        np.array([ACCOUNT_CODES.index(code) for code in entry.accounts])[random.integers(0, len(entry.accounts), count)]
        for entry in (*kind.debits, *kind.credits)
    ]
    columns["account"] = np.stack(codes, axis=1)
    columns |= _amounts(random, kind, count)
    columns["meant"] = _MEANT[columns["account"]].astype(np.int64)
    if TRANSFER_WORD in kind.texts[0]:
        columns["meant"][columns["credit"] != 0] = MEANT_TRANSFER
    chosen = np.array([TEXTS.index(text) for text in kind.texts])[random.integers(0, len(kind.texts), count)]
    columns["text"] = np.repeat(chosen[:, None], width, axis=1)
    return {name: values.ravel() for name, values in columns.items()}


def _place(random: np.random.Generator, known: Catalogue, columns: dict[str, Ints], place: int, entry: Entry) -> None:
    count, each = len(columns["centre"]), known.projects_each
    match entry.names:
        case "project":
            columns["project"][:, place] = random.integers(0, each, count)
        case "object":
            columns["object"][:, place] = random.integers(0, each, count)
        case "lab":
            columns["centre"][:, place] = 0
        case "person" | "machine":
            first, several = (0, known.people) if entry.names == "person" else (known.people, known.machines)
            resource = random.integers(first, first + several, count)
            columns["object"][:, place] = each + resource
            columns["centre"][:, place] = 1 + resource % (known.centres_each - 1)


def _amounts(random: np.random.Generator, kind: Kind, count: int) -> dict[str, Ints]:
    """Debits drawn over four powers of ten, credits that add up to them."""
    debits = np.exp(random.uniform(np.log(1_000), np.log(50_000_000), (count, len(kind.debits)))).astype(np.int64)
    total = debits.sum(axis=1)
    credits_ = np.repeat((total // (len(kind.credits) + 3))[:, None], len(kind.credits), axis=1)
    credits_[:, 0] += total - credits_.sum(axis=1)
    none = np.zeros_like
    return {
        "debit": kind.sign * np.concatenate([debits, none(credits_)], axis=1),
        "credit": kind.sign * np.concatenate([none(debits), credits_], axis=1),
    }
