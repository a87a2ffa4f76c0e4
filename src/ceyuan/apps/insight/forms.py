"""Reading the address of the cockpit: which scope, which measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from .selectors.rollup import AXES, MEASURES, Scope


@dataclass(frozen=True, slots=True)
class CockpitQuery:
    """What the cockpit shows. Wrong words fall back to the default; unknown codes are refused by the selector."""

    unit: str = ""
    programme: str = ""
    year: int | None = None
    state: str = ""
    phase: str = ""
    measure: str = "money"
    by: str = "unit"

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> "CockpitQuery":
        """From the parameters of a request."""
        year = str(params.get("year", ""))
        measure, by = str(params.get("measure", "")), str(params.get("by", ""))
        return cls(
            str(params.get("unit", ""))[:64],
            str(params.get("programme", ""))[:160],
            int(year) if year.isdecimal() and len(year) <= 4 else None,
            str(params.get("state", ""))[:32],
            str(params.get("phase", ""))[:32],
            measure if measure in MEASURES else "money",
            by if by in AXES else "unit",
        )

    @property
    def scope(self) -> Scope:
        """The scope for the selectors."""
        return Scope(self.unit, self.programme, self.year, self.state, self.phase)

    def query(self, **changes: Any) -> str:
        """The address part of this view with some parameters changed; defaults are left out."""
        values = {
            "unit": self.unit,
            "programme": self.programme,
            "year": self.year,
            "state": self.state,
            "phase": self.phase,
            "measure": "" if self.measure == "money" else self.measure,
            "by": "" if self.by == "unit" else self.by,
            **changes,
        }
        kept = {name: value for name, value in values.items() if value not in {"", None}}
        return f"?{urlencode(kept)}" if kept else "?"

    def records(self, **changes: Any) -> str:
        """The same scope as parameters of a list of records."""
        values = {
            "unit": self.unit,
            "programme": self.programme,
            "year": self.year,
            "state": self.state,
            "phase": self.phase,
            **changes,
        }
        return f"?{urlencode({name: value for name, value in values.items() if value not in {'', None}})}"
