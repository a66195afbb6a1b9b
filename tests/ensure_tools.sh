#!/bin/sh
# Sees to it that the tests have a browser and Node.js: from the system's packages, else (the browser) by
# Playwright's own installer. A missing tool is an error, never a skipped test.
# Usage: ensure_tools.sh PYTHON
set -eu
python=$1

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

from_packages() {
  command -v apt-get >/dev/null || return 1
  as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

have_chromium() {
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  "$python" - <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(0 if pathlib.Path(p.chromium.executable_path).exists() else 1)
PY
}

if ! have_chromium; then
  echo "Installing Chromium for the tests"
  from_packages chromium || "$python" -m playwright install --with-deps chromium
fi
# The kiosk's units and launcher are checked with the real tools, and printed sheets as a printer draws them.
for pair in pdftoppm:poppler-utils systemd-analyze:systemd Xvfb:xvfb logrotate:logrotate shellcheck:shellcheck; do
  if ! command -v "${pair%%:*}" >/dev/null && ! [ -x "/usr/sbin/${pair%%:*}" ]; then
    echo "Installing ${pair##*:} for the tests"
    from_packages "${pair##*:}" || { echo "${pair##*:} is needed for the tests" >&2; exit 1; }
  fi
done
if ! command -v node >/dev/null; then
  echo "Installing Node.js for the tests"
  from_packages nodejs || { echo "Node.js 20 or newer is needed to test the JavaScript" >&2; exit 1; }
fi
