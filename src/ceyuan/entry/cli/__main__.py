"""`python -m ceyuan.entry.cli`: the command line without an installed script."""

from ceyuan.entry.cli import main

main()
