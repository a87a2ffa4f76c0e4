"""What waits for somebody in projects, one list of providers per part."""

from . import execution_todo, taskbook_todo

providers = [*execution_todo.providers, taskbook_todo.SIGNED, taskbook_todo.ORDERS]
