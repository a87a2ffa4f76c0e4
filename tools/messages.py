"""Translations: `build` compiles the catalogues, `lint` checks them against the code.

python tools/messages.py build|lint
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from ceyuan.entry.catalogues import CatalogueConflict, compile_stale  # noqa: E402
from tools.message_lint import faults  # noqa: E402


def main(task: str) -> int:
    """Do one task; the exit code."""
    if task == "build":
        try:
            for target in compile_stale():
                print(f"compiled {target.relative_to(ROOT)}")
        except CatalogueConflict as conflict:
            print(conflict, file=sys.stderr)
            return 1
        return 0
    found = faults(ROOT / "src" / "ceyuan")
    for fault in found:
        print(fault)
    errors = [fault for fault in found if fault.is_error]
    print(f"messages: {len(errors)} errors, {len(found) - len(errors)} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"build", "lint"}:
        sys.exit("usage: python tools/messages.py build|lint")
    sys.exit(main(sys.argv[1]))
