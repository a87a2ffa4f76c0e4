"""Workflow: runs the frozen tables of `core.workflow` and is the only writer of a `state`.

Promises: a state changes only through `interface.advance`, which asks the table, records the act and stamps the
version; the database refuses every other write of a `state` column that is declared as guarded.
"""
