"""Organisation: units over time, people, posts, grants, and who may reach what.

Promises: every unit's parent, name and kind are dated and never overlap in time; a unit's `path` is written by the
database alone; several groups live in one installation and never mix; nobody is superuser for ever.
"""
