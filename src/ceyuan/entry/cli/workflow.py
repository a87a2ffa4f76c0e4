"""`ceyuan workflow ...`: the tables of states and steps, drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ceyuan.core.workflow import Workflow

LANGUAGES = {"zh-hans": "中文", "en": "English"}


@click.group("workflow")
def workflow() -> None:
    """The workflows of the product."""


@workflow.command("diagram")
@click.option("--to", "folder", default="docs/workflows", show_default=True, type=click.Path(file_okay=False))
def diagram(folder: str) -> None:
    """Write a page with the diagram of each workflow (Mermaid), in both languages, into a folder."""
    from ceyuan.entry.cli.session import start_django
    from ceyuan.entry.home import prepare

    prepare()
    start_django()
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (target / name).write_text(text, encoding="utf-8")
        click.echo(f"{target / name}")


def pages() -> dict[str, str]:
    """File name and text of the page of every registered workflow."""
    from ceyuan.core.workflow import WORKFLOWS

    return {f"{table.name}-v{table.version}.md": _page(table) for table in WORKFLOWS.all()}


def _page(table: Workflow) -> str:
    from django.utils import translation

    from ceyuan.core.workflow import mermaid

    parts = [f"# {table.name}, version {table.version}\n\nMade by `ceyuan workflow diagram`; do not edit.\n"]
    for code, language in LANGUAGES.items():
        with translation.override(code):
            labels = _labels(table)
            parts.append(f"\n## {language}\n\n```mermaid\n{mermaid(table, labels)}```\n")
            parts.append(_steps(table, labels))
    return "".join(parts)


def _labels(table: Workflow) -> dict[str, str]:
    """Texts of states and steps, from the capability whose messages word all states of the table."""
    from ceyuan.kit.registry import collect

    found: dict[str, str] = {}
    for kind in ("STATES", "STEPS"):
        for part in collect("messages", kind):
            if set(table.states) <= set(part) or set(table.actions) <= set(part):
                found.update({key: str(text) for key, text in part.items()})
    return found


def _steps(table: Workflow, labels: dict[str, str]) -> str:
    lines = ["\n| | | | |\n|---|---|---|---|\n"]
    for step in table.steps:
        sources = ", ".join(labels.get(state, state) for state in table.states if state in step.source)
        guards = ", ".join(f"`{guard.code}`" for guard in step.guards)
        roles = ", ".join(f"`{role}`" for role in sorted(step.roles))
        arrow = f"{sources} → {labels.get(step.target, step.target)}"
        lines.append(f"| {labels.get(step.action, step.action)} (`{step.action}`) | {arrow} | {roles} | {guards} |\n")
    return "".join(lines)


commands = [workflow]
