"""The committed assets are the ones the manifest describes, and they ask nothing of the outside."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
FILES = json.loads((VENDOR / "manifest.json").read_text())["files"]


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry["file"])
def test_a_file_has_the_content_the_manifest_names(entry):
    content = (VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert gzip.decompress((VENDOR / f"{entry['file']}.gz").read_bytes()) == content
    assert entry["licence"] in {"MIT", "Apache-2.0"}
    assert entry["version"]


def test_nothing_lies_there_that_the_manifest_does_not_name():
    known = {entry["file"] for entry in FILES}
    found = {path.name.removesuffix(".gz") for path in VENDOR.iterdir() if not path.name.startswith("LICENCE-")}
    assert found - {"manifest.json"} == known


def test_no_file_loads_anything_from_elsewhere():
    css = (VENDOR / "tabler.min.css").read_text()
    assert re.findall(r"@import|url\(['\"]?https?:", css) == []
    assert all(b"sourceMappingURL" not in (VENDOR / entry["file"]).read_bytes() for entry in FILES)


def test_the_lock_file_names_no_registry():
    lock = json.loads((VENDOR.parents[3] / "frontend" / "package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())
