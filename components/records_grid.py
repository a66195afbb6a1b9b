"""All records as one large table: the frame it stands in, and the grid as it will be once opened.

Nobody who does not open it fetches the grid's scripts (``docs/decisions/0013-records-grid.md``);
``assets/js/grid_view.mjs`` fills it.
"""

from __future__ import annotations

from typing import Any

import dash_ag_grid
from dash import dcc, html

from components.words import label

# Dash would put a library's main script on every page. "lazy": served, never on the page.
SCRIPT = "dash_ag_grid/dash_ag_grid.min.js"
# What the grid needs of its library; the rest is the enterprise edition.
SCRIPTS = (SCRIPT, "dash_ag_grid/async-community.js")
for _resource in dash_ag_grid.AgGrid._js_dist:
    if _resource["relative_package_path"] == SCRIPT.partition("/")[2]:
        _resource["async"] = "lazy"


def records(script_url: str) -> html.Section:
    """The frame of the table.

    Parameters
    ----------
    script_url : str
        Where the browser finds the grid's main script.
    """
    marks: dict[str, Any] = {"data-script": script_url}
    return html.Section(
        id="records",
        hidden=True,
        tabIndex=-1,
        **label("All records as a table"),
        **marks,
        children=[
            html.Div(id="records-head"),
            html.Div(id="grid-slot"),
            html.P(id="records-foot", role="status"),
            dcc.Store(id="grid-open"),
            dcc.Store(id="grid-plan", data=plan()),
        ],
    )


def plan() -> dict[str, Any]:
    """The grid as JSON, to be put into its slot when the table is opened.

    What never changes stands here; rows, columns and words come from the browser's own data.
    """
    grid = dash_ag_grid.AgGrid(
        id="records-grid",
        className="records-grid",
        getRowId="params.data.id",
        dangerously_allow_code=False,
        defaultColDef={"sortable": True, "resizable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            # The browser has the rows already.
            "loading": False,
            "rowHeight": 36,
            "headerHeight": 40,
            "animateRows": False,
            "suppressDragLeaveHidesColumns": True,
            "suppressColumnVirtualisation": False,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "loadThemeGoogleFonts": False,
        },
    )
    described: dict[str, Any] = grid.to_plotly_json()
    return described
