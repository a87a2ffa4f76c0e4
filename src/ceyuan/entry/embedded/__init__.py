"""The embedded PostgreSQL: an ordinary PostgreSQL server, started by Ceyuan itself, for one folder.

It has no TCP port and no password: its only door is a socket inside a folder that nobody else may
enter. `Cluster(folder)` initialises, starts, stops and describes it. Several of them may run on one
machine at once, one for each folder. Nothing here imports Django.
"""

from ceyuan.entry.embedded.binaries import Binaries, find_binaries
from ceyuan.entry.embedded.cluster import Cluster, Status
from ceyuan.entry.embedded.trouble import ServerTrouble

__all__ = ["Binaries", "Cluster", "ServerTrouble", "Status", "find_binaries"]
