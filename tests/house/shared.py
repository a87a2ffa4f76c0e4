"""The shared real data sets, where they are present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the shared data sets: CEYUAN_SHARED, or `shared/data` beside the checkout; else the test is skipped."""
    folder = Path(os.environ.get("CEYUAN_SHARED") or REPOSITORY.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no shared data at {folder}; set CEYUAN_SHARED to their folder")
    return folder
