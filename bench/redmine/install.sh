#!/bin/sh
# Installs Redmine 5 from Debian packages on its own PostgreSQL cluster, in production mode. Needs root on Debian 12.
# A second run changes nothing that is right already. Variables and their defaults: see README.md.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/variables.sh"

export DEBIAN_FRONTEND=noninteractive
cluster_of() { pg_lsclusters -h | awk -v v="$PG_VERSION" -v n="$PG_CLUSTER" '$1 == v && $2 == n'; }

# The adapter in database.yml decides which gems Redmine asks for, so the file must stand before the package is set up.
install -d -m 0755 /etc/redmine/default
cat > /etc/redmine/default/database.yml <<YAML
production:
  adapter: postgresql
  database: $DB_NAME
  host: 127.0.0.1
  port: $PG_PORT
  username: $DB_USER
  password: $DB_PASSWORD
  encoding: utf8
  pool: 8
YAML
chgrp www-data /etc/redmine/default/database.yml && chmod 0640 /etc/redmine/default/database.yml

echo "redmine redmine/instances/default/dbconfig-install boolean false" | debconf-set-selections
# The first set-up of the package fails at Bundler (see below) and is finished afterwards.
dpkg -s redmine >/dev/null 2>&1 ||
    apt-get install -y -qq --no-install-recommends postgresql-common redmine redmine-pgsql ruby-pg puma >/dev/null || true

# Bundler 2.3 counts a gem as missing when its folder is absent; Debian keeps the code in vendor_ruby and ships none.
for place in /usr/share/rubygems-integration/all /usr/share/rubygems-integration/3.1.0 \
    "/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo x86_64-linux-gnu)/rubygems-integration/3.1.0"; do
    for specification in "$place"/specifications/*.gemspec; do
        [ -e "$specification" ] && mkdir -p "$place/gems/$(basename "$specification" .gemspec)"
    done
done
dpkg --configure -a

[ -n "$(cluster_of)" ] || pg_createcluster --port "$PG_PORT" --locale C.UTF-8 "$PG_VERSION" "$PG_CLUSTER"
cluster_of | grep -q online || pg_ctlcluster "$PG_VERSION" "$PG_CLUSTER" start
as_postgres() { su postgres -s /bin/sh -c "psql -qAt -p $PG_PORT -v ON_ERROR_STOP=1" ; }
[ -n "$(echo "SELECT 1 FROM pg_roles WHERE rolname = '$DB_USER'" | as_postgres)" ] ||
    echo "CREATE ROLE $DB_USER LOGIN PASSWORD '$DB_PASSWORD'" | as_postgres
[ -n "$(echo "SELECT 1 FROM pg_database WHERE datname = '$DB_NAME'" | as_postgres)" ] ||
    echo "CREATE DATABASE $DB_NAME OWNER $DB_USER ENCODING 'UTF8' TEMPLATE template0" | as_postgres

# Without dbconfig nobody links the configuration of the instance, and nobody fills the database.
install -d -o www-data -g www-data /var/lib/redmine/default /var/lib/redmine/default/files /var/log/redmine/default \
    /var/cache/redmine/default
[ -e /var/lib/redmine/default/config ] || ln -s /etc/redmine/default /var/lib/redmine/default/config
cd "$REDMINE_ROOT"
grep -q puma Gemfile.local 2>/dev/null || echo 'gem "puma"' > Gemfile.local
bundle install --local --quiet
[ -s /etc/redmine/default/secret_key.txt ] || {
    head -c 64 /dev/urandom | od -An -tx1 | tr -d ' \n' > /etc/redmine/default/secret_key.txt
    chgrp www-data /etc/redmine/default/secret_key.txt && chmod 0640 /etc/redmine/default/secret_key.txt
}
# The package folder is not writable for Redmine, and rake wants to leave a schema dump: give it another place.
install -d -o www-data "$REDMINE_RUN"
as_redmine "SCHEMA='$REDMINE_RUN/schema.rb' bundle exec rake -s db:migrate" >/dev/null
as_redmine "REDMINE_LANG=en bundle exec rake -s redmine:load_default_data"
echo "Redmine $(dpkg-query -W -f '${Version}' redmine) is installed. Next: load.sh"
