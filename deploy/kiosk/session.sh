#!/bin/sh
# A locked session: nothing but the atlas. For a display manager's autologin or a line in ~/.profile.
# With Cage (Wayland) where it is installed, else plain X. Screen blanking is off in both.
set -eu
here=$(dirname "$(readlink -f "$0")")
# The address that the launch page gave, as the unit reads it; the file is no script ("&" in it is only a letter).
given=${XDG_CONFIG_HOME:-$HOME/.config}/zholdar-kiosk.env
if [ -z "${KIOSK_URL:-}" ] && [ -r "$given" ]; then
  KIOSK_URL=$(sed -n 's/^KIOSK_URL=//p' "$given" | tail -n 1 | tr -d "\"'\r")
fi
url=${KIOSK_URL:-http://127.0.0.1:8050/?mode=kiosk}
log=${KIOSK_LOG:-$HOME/zholdar-kiosk.log}

if [ -n "${DISPLAY:-}" ]; then
  # Inside a running X session (or Xvfb, in the tests).
  if command -v xset >/dev/null; then
    xset s off -dpms 2>/dev/null || true
  fi
  exec python3 "$here/zholdar-kiosk" "$url" "$@" >>"$log" 2>&1
elif command -v cage >/dev/null; then
  exec cage -d -- python3 "$here/zholdar-kiosk" "$url" --flag=--ozone-platform=wayland "$@" >>"$log" 2>&1
else
  exec startx "$here/session.sh" "$@" -- -nocursor -s 0 -dpms
fi
