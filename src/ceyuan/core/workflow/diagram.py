"""The diagram of a workflow, derived from its table, as Mermaid text."""

from collections.abc import Mapping

from ceyuan.core.workflow.tables import Workflow

# Signs that end a label or start an entity in Mermaid's state diagrams, written as its entity codes; # comes first.
_ENTITIES = {"#": "#35;", '"': "#quot;", ":": "#58;", ";": "#59;", "<": "#lt;", ">": "#gt;"}
_ESCAPE = str.maketrans(_ENTITIES)


def mermaid(workflow: Workflow, labels: Mapping[str, str] | None = None) -> str:
    """A `stateDiagram-v2` with one arrow per source state of each step.

    `labels` gives the texts of states and actions by their code; a code without one stands for itself.
    """
    texts = labels or {}
    # States are numbered because their own names ("end", "note", "a.b") may be words of Mermaid's grammar.
    ids = {state: f"s{number}" for number, state in enumerate(workflow.states, start=1)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_label(state, texts)}" as {ids[state]}' for state in workflow.states]
    lines.append(f"    [*] --> {ids[workflow.initial]}")
    for step in workflow.steps:
        arrow = f"--> {ids[step.target]} : {_label(step.action, texts)}"
        lines += [f"    {ids[state]} {arrow}" for state in workflow.states if state in step.source]
    lines += [f"    {ids[state]} --> [*]" for state in workflow.states if state in workflow.finals]
    return "\n".join(lines) + "\n"


def _label(code: str, labels: Mapping[str, str]) -> str:
    return " ".join(labels.get(code, code).translate(_ESCAPE).split())
