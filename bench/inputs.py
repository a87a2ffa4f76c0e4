"""Where benches find their data and their installation, and the options they share."""

import argparse
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORDIS = "cordis-horizon-europe"
CHINESE = (
    "cn-funded-projects/nsfc_management_sciences_1992_2023.csv.gz",
    "cn-funded-projects/social_science_fund_1991_2017.parquet",
    "cn-funded-projects/nsfc_life_sciences_2015_2023.csv.gz",
)


def shared(name: str) -> Path:
    """A data set below CEYUAN_SHARED, else in `shared/data` beside the checkout; ends the bench where it is absent."""
    folder = Path(os.environ.get("CEYUAN_SHARED") or ROOT.parent / "shared" / "data")
    if not (folder / name).exists():
        raise SystemExit(f"{name} is not in {folder}. Name the folder of the data sets in CEYUAN_SHARED.")
    return folder / name


def options(purpose: str) -> argparse.ArgumentParser:
    """`--home` and `--port`, with a home that no other installation uses."""
    parser = argparse.ArgumentParser(description=purpose)
    home = Path(os.environ.get("BENCH_HOME") or ROOT / "var" / "bench")
    parser.add_argument("--home", type=Path, default=home, help="installation to measure (BENCH_HOME)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("BENCH_PORT", "8109")))
    return parser
