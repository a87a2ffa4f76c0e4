#!/bin/sh
# Stops puma and the PostgreSQL cluster of this comparison; both share memory and processors with the other side.
set -u
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/variables.sh"
[ -f "$REDMINE_RUN/puma.pid" ] && kill "$(cat "$REDMINE_RUN/puma.pid")" 2>/dev/null
for _ in $(seq 40); do
    [ -f "$REDMINE_RUN/puma.pid" ] && kill -0 "$(cat "$REDMINE_RUN/puma.pid")" 2>/dev/null || break
    sleep 0.25
done
pg_ctlcluster "$PG_VERSION" "$PG_CLUSTER" stop -m fast 2>/dev/null
exit 0
