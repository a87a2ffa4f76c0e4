#!/bin/sh
# load.sh DIR: loads the projects of DIR/project.parquet. PYTHON names an interpreter with pyarrow.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/variables.sh"
mkdir -p "$REDMINE_RUN"
"${PYTHON:-python3}" "$HERE/export_projects.py" "$1" "$REDMINE_RUN/projects.jsonl"
cp "$HERE/load.rb" "$REDMINE_RUN/load.rb"
chmod -R a+rX "$REDMINE_RUN"
pg_lsclusters -h | awk -v v="$PG_VERSION" -v n="$PG_CLUSTER" '$1 == v && $2 == n' | grep -q online ||
    pg_ctlcluster "$PG_VERSION" "$PG_CLUSTER" start
as_redmine "PROJECTS='$REDMINE_RUN/projects.jsonl' ADMIN_PASSWORD='$ADMIN_PASSWORD' bundle exec bin/rails runner '$REDMINE_RUN/load.rb'"
echo "VACUUM ANALYZE" | su postgres -s /bin/sh -c "psql -q -p $PG_PORT $DB_NAME"
