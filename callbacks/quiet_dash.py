"""Dash whose page is the same for every visit and tells no more than the browser needs."""

from __future__ import annotations

import json
import re
from typing import Any

from dash import Dash
from flask import Response

from components.elements import element

# Signs background callbacks, which the atlas has none of; random, so no two pages would be equal
# and no offline copy could be checked by its hash.
_RANDOM = ("end_id",)
# What somebody looking for a way in would like to know, and the page has no use for.
_TELLING = ("python_version", "dash_version_url")
_ELEMENT = {"id": "_dash-config", "type": "application/json"}
# Named by Dash whether or not the page has a table.
_TABLE = re.compile(r'<(\w+) src="[^"]*/dash/dash_table/[^"]*"></\1>\n?')
_TAGS = re.compile(r"^<[^>]*>|<[^>]*>$")


class QuietDash(Dash):
    """Dash with a page that is a pure function of the program and its data."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """Put the page together, without what is random, telling or of no use."""
        config = json.loads(_TAGS.sub("", parts["config"]))
        for name in (*_RANDOM, *_TELLING):
            config.pop(name, None)
        parts["config"] = config_element(config)
        parts["scripts"] = _TABLE.sub("", parts["scripts"])
        return str(super().interpolate_index(**parts))  # type: ignore[no-untyped-call]

    def serve_layout(self) -> Response:
        """The layout in one order of keys: Dash's own order differs between processes."""
        response: Response = super().serve_layout()  # type: ignore[no-untyped-call]
        layout = json.loads(response.get_data())
        response.set_data(json.dumps(layout, separators=(",", ":"), sort_keys=True))
        return response

    def forbid_dev_tools(self) -> None:
        """Switch every developer tool off, whatever the environment says.

        ``enable_dev_tools(debug=False)`` alone would still follow ``DASH_UI``, ``DASH_HOT_RELOAD``
        and their like, and Flask would follow ``FLASK_DEBUG``: a forgotten variable must not put
        tracebacks on a museum's screen.
        """
        self.enable_dev_tools(
            debug=False,
            dev_tools_ui=False,
            dev_tools_props_check=False,
            dev_tools_serve_dev_bundles=False,
            dev_tools_hot_reload=False,
            dev_tools_silence_routes_logging=False,
            dev_tools_disable_version_check=True,
            dev_tools_prune_errors=True,
            dev_tools_validate_callbacks=False,
        )
        self.server.debug = False
        self.server.config.update(DEBUG=False, TESTING=False, PROPAGATE_EXCEPTIONS=False)


def config_element(config: dict[str, Any]) -> str:
    """Dash's configuration as an element of the page; a data block, never run."""
    text = json.dumps(config, separators=(",", ":"), sort_keys=True)
    # Nothing inside may end the element.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return element("script", _ELEMENT, text)
