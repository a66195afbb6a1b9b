#!/bin/sh
# Sees to it that a PostgreSQL server with PostGIS can be started: from Debian's packages.
# A missing tool is an error, never a skipped test.
set -eu

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

have_postgis() {
  for bin in /usr/lib/postgresql/*/bin; do
    version=$(basename "$(dirname "$bin")")
    if [ -x "$bin/initdb" ] && [ -e "/usr/share/postgresql/$version/extension/postgis.control" ]; then return 0; fi
  done
  return 1
}

if ! have_postgis; then
  echo "Installing PostgreSQL and PostGIS for the tests"
  as_root apt-get update -qq
  # Whatever version this Debian has.
  package=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | sort -V | tail -1 | cut -d' ' -f1)
  as_root apt-get install -y -qq --no-install-recommends "${package:?no package of PostGIS is known here}" postgresql >/dev/null
  have_postgis || { echo "PostGIS is needed to test --data postgresql://" >&2; exit 1; }
fi
