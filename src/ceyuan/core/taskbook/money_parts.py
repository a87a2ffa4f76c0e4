"""The money of a task book: who pays when, and for what; all amounts in minor units of the header's currency."""

# ruff: noqa: RUF009  major, filed and logged declare dataclass fields.

from dataclasses import dataclass
from datetime import date

from ceyuan.core.taskbook.fields import filed, logged, major

CATEGORIES = ("equipment", "operations", "labour", "indirect")


@dataclass(frozen=True, slots=True)
class FundingLine:
    """Money from one source in one year, on a condition."""

    key: str
    source: str = filed()
    unit: str = filed()
    year: int = filed(0)
    amount_minor: int = filed(0)
    condition: str = filed()


@dataclass(frozen=True, slots=True)
class BudgetItem:
    """Money of one source for one category in one year."""

    key: str
    source: str = filed()
    year: int = filed(0)
    category: str = filed("operations", choices=CATEGORIES)
    amount_minor: int = filed(0)


@dataclass(frozen=True, slots=True)
class EquipmentItem:
    """Equipment above the threshold that has to be listed."""

    key: str
    name: str = filed()
    year: int = filed(0)
    quantity: int = filed(1)
    amount_minor: int = filed(0)
    reason: str = logged()


@dataclass(frozen=True, slots=True)
class Entrusted:
    """Work given to somebody else, at home or abroad; the tax deduction treats both differently."""

    key: str
    place: str = filed("domestic", choices=("domestic", "overseas"))
    partner: str = filed()
    amount_minor: int = filed(0)


@dataclass(frozen=True, slots=True)
class NegativeItem:
    """What lump-sum money must not be spent on."""

    key: str
    text: str = filed()


@dataclass(frozen=True, slots=True)
class LumpSum:
    """The commitment that replaces an itemised budget: version of its text, who gave it and when; the negative list."""

    text_version: str = major()
    committed_by: str = major()
    committed_on: date | None = major(None)
    negative_list: tuple[NegativeItem, ...] = filed(())


@dataclass(frozen=True, slots=True)
class Budget:
    """The plan of spending: either items or a lump sum. `capitalised_ppm` is the share expected to become an asset."""

    total_minor: int = major(0)
    items: tuple[BudgetItem, ...] = filed(())
    equipment: tuple[EquipmentItem, ...] = filed(())
    entrusted: tuple[Entrusted, ...] = filed(())
    capitalised_ppm: int = filed(0)
    claims_tax_deduction: bool = logged(False)  # noqa: FBT003
    lump_sum: LumpSum | None = major(None)
