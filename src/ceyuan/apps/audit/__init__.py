"""Audit: every act with actor, subject, before, after and reason, in one chain that the database itself protects.

Promises: no act is changed or deleted (a trigger refuses); each act carries the hash of the one before it, computed in
the database; `verify` recomputes the chain without the database's help and names the first broken record.
"""
