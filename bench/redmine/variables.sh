# Read by every script of this folder; each value can be set in the environment.
PG_VERSION=${PG_VERSION:-15}
PG_CLUSTER=${PG_CLUSTER:-redmine}
PG_PORT=${PG_PORT:-5443}
DB_NAME=${DB_NAME:-redmine}
DB_USER=${DB_USER:-redmine}
DB_PASSWORD=${DB_PASSWORD:-redmine}
REDMINE_ROOT=${REDMINE_ROOT:-/usr/share/redmine}
REDMINE_HOST=${REDMINE_HOST:-127.0.0.1}
REDMINE_PORT=${REDMINE_PORT:-8209}
REDMINE_RUN=${REDMINE_RUN:-/var/tmp/redmine-bench}
ADMIN_PASSWORD=${ADMIN_PASSWORD:-admin-for-measuring}

# Runs one command in Redmine's folder as the user that owns its files.
as_redmine() {
    su www-data -s /bin/sh -c "cd '$REDMINE_ROOT' && REDMINE_INSTANCE=default RAILS_ENV=production $1"
}
