"""Installs exactly what `requirements.lock` names, or writes that file anew. Run by `make`, inside the new venv.

    python tools/dependencies.py install|lock|spark

The engine for clusters (Spark) is an extra of its own with its own lock: it weighs a gigabyte and needs Java.

uv does it in seconds, pip in about a minute; either is good. uv reads none of pip's settings, so those of this
machine (index, extra indexes, links, certificate) are handed to it: who reaches a registry with pip does so with uv.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

UV_VERSION = "0.13.9"
LOCK = "requirements.lock"
SPARK_LOCK = "requirements-spark.lock"
UV = Path(sys.executable).with_name("uv")


def install() -> int:
    """Install the locked set, then the product itself in editable form; the exit code."""
    if not UV.exists():
        _pip("install", "-qq", f"uv=={UV_VERSION}")
    synced = UV.exists() and _uv("pip", "sync", "-q", "--python", sys.executable, "--require-hashes", LOCK) == 0
    if not synced and (code := _pip("install", "-q", "--require-hashes", "-r", LOCK)):
        print("The dependencies could not be installed: see the lines above; a registry or mirror must be reachable.")
        return code
    return _pip("install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-e", ".")


def lock() -> int:
    """Write the lock: all platforms, all hashes, no host."""
    command = ["pip", "compile", "-q", "--universal", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"]
    house = [*command, "--extra", "embedded", "--group", "dev", "pyproject.toml", "-o", LOCK]
    cluster = [*command, "--extra", "spark", "-c", LOCK, "pyproject.toml", "-o", SPARK_LOCK]
    return _uv(*house) or _uv(*cluster)


def spark() -> int:
    """Add the engine for clusters to the environment; what the house's lock names stays at its versions."""
    return _uv("pip", "install", "-q", "--python", sys.executable, "--require-hashes", "-r", SPARK_LOCK)


def _pip(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "pip", *arguments], check=False).returncode


def _uv(*arguments: str) -> int:
    strategy = ["--index-strategy", "unsafe-best-match"]  # like pip: the best version of all indexes
    return subprocess.run([str(UV), *arguments, *strategy], check=False, env=_environment()).returncode


def _environment() -> dict[str, str]:
    """The environment for uv: ours, with pip's settings under uv's names; what is set for uv already wins."""
    told: dict[str, str] = {}
    for key, value in _pip_settings().items():
        words = " ".join(value.split())
        match key:
            case "index-url":
                told["UV_DEFAULT_INDEX"] = words
            case "extra-index-url":
                told["UV_INDEX"] = words
            case "find-links":
                told["UV_FIND_LINKS"] = ",".join(value.split())
            case "cert":
                told["SSL_CERT_FILE"] = words
            case "no-index" if words.lower() in {"1", "true", "yes", "on"}:
                told["UV_NO_INDEX"] = "1"
    return {"UV_HTTP_TIMEOUT": "30", "UV_LINK_MODE": "copy", **told, **os.environ}


def _pip_settings() -> dict[str, str]:
    """What `pip config list` prints, by setting name; environment wins over files, later files over earlier ones."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    settings: dict[str, str] = {}
    for line in sorted(printed.splitlines(), key=lambda line: line.startswith(":env:")):
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2].replace("_", "-").lower()] = " ".join(shlex.split(value.replace("\\n", " ")))
    return settings


if __name__ == "__main__":
    sys.exit({"install": install, "lock": lock, "spark": spark}[sys.argv[1]]())
