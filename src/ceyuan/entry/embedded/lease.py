"""Using the embedded server together: the last one who leaves puts out the light.

Each user holds a shared lock on `pg.users`, which the system takes back even from a killed process. Whoever leaves
and finds nobody else stops the server, unless somebody asked for it to stay (`ceyuan db start`).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from ceyuan.entry.embedded.cluster import Cluster


@contextlib.contextmanager
def lease(cluster: Cluster) -> Iterator[None]:
    """Have `cluster` running for the duration of the block."""
    cluster.prepare_home()
    users = os.open(cluster.folder.with_name(f"{cluster.folder.name}.users"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        cluster.start()
        yield
    finally:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass  # somebody else still works with it
        else:
            if not keep_mark(cluster).exists():
                cluster.stop()
        os.close(users)


def keep_mark(cluster: Cluster) -> Path:
    """The file whose presence says that the server shall stay after its last user has left."""
    return cluster.folder.with_name(f"{cluster.folder.name}.keep")
