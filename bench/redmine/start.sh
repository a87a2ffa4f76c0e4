#!/bin/sh
# Starts PostgreSQL and puma (2 workers of 3 threads, preloaded) and returns when the first page answers.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/variables.sh"
mkdir -p "$REDMINE_RUN" && chown www-data "$REDMINE_RUN"
pg_lsclusters -h | awk -v v="$PG_VERSION" -v n="$PG_CLUSTER" '$1 == v && $2 == n' | grep -q online ||
    pg_ctlcluster "$PG_VERSION" "$PG_CLUSTER" start
as_redmine "exec setsid bundle exec puma -e production -w 2 -t 3:3 --preload -b tcp://$REDMINE_HOST:$REDMINE_PORT \
    --pidfile '$REDMINE_RUN/puma.pid' >'$REDMINE_RUN/puma.log' 2>&1 </dev/null &"
for _ in $(seq 120); do
    curl -s -o /dev/null --max-time 20 "http://$REDMINE_HOST:$REDMINE_PORT/login" && { echo "Redmine answers on port $REDMINE_PORT"; exit 0; }
    sleep 0.5
done
echo "Redmine does not answer; see $REDMINE_RUN/puma.log" >&2
exit 1
