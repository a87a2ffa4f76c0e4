"""How a field of the task book is declared: its default, its words to choose from and the class of changing it.

Class A (`major`): party A has to approve. Class B (`filed`): the lead unit decides and files it. Class C (`logged`):
editorial, written into the log. Source: change control of the national programmes and 国办发〔2021〕32号.
"""

from collections.abc import Sequence
from dataclasses import field
from typing import Any, Literal

ChangeClass = Literal["A", "B", "C"]


def major(default: object = "", *, choices: Sequence[str] = (), whole: str = "") -> Any:
    """A field whose change party A approves. `whole` is the class of adding or removing an item of a list."""
    return _declared("A", default, choices, whole)


def filed(default: object = "", *, choices: Sequence[str] = (), whole: str = "") -> Any:
    """A field whose change the lead unit decides and files."""
    return _declared("B", default, choices, whole)


def logged(default: object = "", *, choices: Sequence[str] = (), whole: str = "") -> Any:
    """A field whose change is editorial."""
    return _declared("C", default, choices, whole)


def _declared(change: ChangeClass, default: object, choices: Sequence[str], whole: str) -> Any:
    return field(default=default, metadata={"change": change, "whole": whole or change, "choices": tuple(choices)})
