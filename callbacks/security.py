"""Headers that forbid the browser whatever the atlas does not need."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from dash import Dash
from flask import Response, request

from callbacks.style_hashes import STYLE_HASHES
from geodata.atlas import Atlas

# Who may show the atlas in a frame: addresses parted by blanks, 'self' or 'none'.
FRAME_SETTING = "ZHOLDAR_FRAME_ANCESTORS"
_ANCESTOR = re.compile(r"'self'|'none'|\*|https?:(//(\*\.)?[a-z0-9.-]+(:\d{1,5}|:\*)?)?", re.I)
# Switched off for the page and all frames in it. The clipboard (share), full screen, the wake lock
# and gamepads (a museum's lever) stay with the atlas's own pages. Only names that browsers know:
# an unknown one is a complaint in the console.
_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_ON = ("clipboard-write", "fullscreen", "gamepad", "screen-wake-lock")


# Files that are part of a page and never one themselves: what they may do is what it may. To say so
# with each of a hundred would be a tenth of a first visit.
_PARTS = ("text/css", "text/javascript", "application/javascript", "font/woff2")
_PART_POLICY = "default-src 'none'; frame-ancestors 'none'"
# Scripts that run beside a page, under a policy of their own.
_WORKERS = ("/sw.js", "_worker.mjs")


class SettingError(ValueError):
    """A setting of the environment that cannot be meant; the message is for whoever made it."""


def frame_ancestors(environment: Mapping[str, str]) -> str:
    """Who may frame the atlas, from the environment.

    Raises
    ------
    SettingError
        If the setting has anything in it that is not an address, ``'self'``, ``'none'`` or ``*``:
        what is written there goes into a header.
    """
    words = environment.get(FRAME_SETTING, "").split() or ["'self'"]
    wrong = [word for word in words if not _ANCESTOR.fullmatch(word)]
    if wrong:
        raise SettingError(
            f"{FRAME_SETTING}: {wrong[0]!r} is neither an address such as https://museum.example "
            "nor 'self', 'none' or *"
        )
    return " ".join(words)


def content_security_policy(app: Dash, ancestors: str | None = None) -> str:
    """The policy: everything from the atlas's own address, no inline script but Dash's one line.

    Parameters
    ----------
    app : Dash
        The finished app; its inline scripts are allowed by hash.
    ancestors : str, optional
        Who may frame the atlas. Left out in the static edition, where the policy stands in the
        page and browsers would not heed it.
    """
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(("'self'", *app.csp_hashes())),
        "style-src": " ".join(("'self'", *STYLE_HASHES)),
        # data: for the icon in the page's head.
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        # The embed dialog previews the atlas in a frame.
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    if ancestors is not None:
        directives["frame-ancestors"] = ancestors
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def common_headers() -> dict[str, str]:
    """Headers that hold for every answer of either edition."""
    off = [f"{name}=()" for name in _OFF]
    on = [f"{name}=(self)" for name in _ON]
    return {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(sorted(off + on)),
    }


def register(app: Dash, _atlas: Atlas) -> None:
    """Put the headers on every answer; parts of a page get short ones."""
    ancestors = frame_ancestors(os.environ)
    common = common_headers()
    policy: list[str] = []

    def protect(response: Response) -> Response:
        if response.mimetype in _PARTS and not request.path.endswith(_WORKERS):
            response.headers["Content-Security-Policy"] = _PART_POLICY
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = common["Referrer-Policy"]
            return response
        # Not before the first answer: every callback adds to what the page may run.
        if not policy:
            policy.append(content_security_policy(app, ancestors))
        response.headers["Content-Security-Policy"] = policy[0]
        if ancestors in ("'self'", "'none'"):
            # For browsers that do not know frame-ancestors.
            response.headers["X-Frame-Options"] = {"'self'": "SAMEORIGIN", "'none'": "DENY"}[
                ancestors
            ]
        for name, value in common.items():
            response.headers[name] = value
        return response

    app.server.after_request(protect)
