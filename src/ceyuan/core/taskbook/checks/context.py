"""What is around a task book: the programme, the application, the other work of its people, the parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from ceyuan.core.kernel import Period
from ceyuan.core.taskbook.ceilings import NATIONAL_CEILING, IndirectCeiling
from ceyuan.core.taskbook.parts import Indicator


@dataclass(frozen=True, slots=True)
class Context:
    """Facts and parameters that the book itself does not hold.

    `sources`: the indicators promised before (application, plan). `other_months`: person key -> year -> person-months
    in other running projects. `leads_elsewhere`: projects that the leader leads besides this one. `indirect` None: no
    ceiling. `months_a_year`: the full working time of a person.
    """

    programme_period: Period | None = None
    sources: tuple[Indicator, ...] = ()
    other_months: Mapping[str, Mapping[int, Decimal]] = field(default_factory=lambda: MappingProxyType({}))
    leads_elsewhere: int = 0
    leads_at_most: int = 2
    indirect: IndirectCeiling | None = NATIONAL_CEILING
    title_length: int = 30
    highest_trl: int = 9
    months_a_year: Decimal = Decimal(12)
