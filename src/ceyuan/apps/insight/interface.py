"""What the doors may call."""

from .selectors.rollup import RollUp, RollUpRow, Scope, rollup
from .services.rollups import differences, rebuild, refresh_if_stale

__all__ = ["RollUp", "RollUpRow", "Scope", "differences", "rebuild", "refresh_if_stale", "rollup"]
