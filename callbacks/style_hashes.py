"""Style elements that scripts of libraries put into the page, allowed by their hashes.

They belong to dash 4.4.1, plotly 7.1.0 and dash-ag-grid 35.3.0; the styles of maps with tiles are
not in the atlas's Plotly (docs/decisions/0014-trimmed-plotly.md). After an update of one of them
the browser tests fail, and the browser's complaint in their output names the new hashes.
"""

from __future__ import annotations

# Nothing at all: Plotly makes an empty element and adds its rules through the CSSOM.
_EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
_DASH = (
    "Do5Z9ZqsPvCQTUBQS9BnDm/2+on7omuzuLYk5sbA+2s=",
    "ITR5T9OwskhdqdsliUJRmgp9ltOFAHgXe1F7eRvGnmQ=",
    "0IJGrxhCP5NUIafylLkj5118xkZH1kp5FmNio7NOckI=",
    "Z8VokGxeiKThZOEmkdUgfW+jxbvItBwAXC8M1c4wqAM=",
    "VUA+tqvhK3niMn7AdszqidMFPRh9FLqxB2iINUrsiTw=",
    "Aq43X0SlmB69maWGob4rp/UuSHhwePalkRRExtsxOJ8=",
    "SkhFDxgIcEjMhRh19uSHWrkdnAlZ9rlskgr9yLsipa8=",
    "uDiOZWps1U7E8/0BTaQrclYMhVhRVE4dT0vb5X6nXOw=",
    "+QoPrsxO0auPnxSulD3bAr9CoDGgzv7YRfYE0vfxeQI=",
    "MJs2ke1SA6Cy3tTCZu2QH0rj0r//iNqU0idy9bM4leg=",
    "X2TqJwnIiE/ceDVeAdr7v7BOWBU6CEzE6qxlNzBzvBk=",
)

# The large table's look, in parts that it names itself.
_GRID = (
    "aTEqNO8pr3xddsv/BiDXSYbn+Lp6VEfi4SA2TqFU6qU=",  # shared
    "on52mt3dH6YoAuNDO22DyCvqggdWPuqP3pQ+XPIGFYw=",  # core
    "OuRrlCkNoyXgmSVwU0BT+5yVQA+KqyfRd/dFEA+8nSg=",  # module-ColumnAutoSize
    "+soAzMi22c6suKR3qsxWNi891PI7bDqCrR58dYzu+nw=",  # module-ColumnDelayRender
    "up4oMJUfLusqRzByKS+Wh8lEIoNust+QaA5gwa/WiSQ=",  # module-ColumnMove
    "QGsVmmjIgmPlvak+CaOVC1AZM/hIkIqZKWGXHb2+xSw=",  # module-EditCore
    "tCA1/E6bJDm3xAeb5pTo9IhH67gJxQumi2rIffOYjEM=",  # module-FilterCore
    "RlOoLMMZXEFHzuOJyJCBK08d6ipmlX2JEJCatv9j61o=",  # module-PinnedColumn
    "Og5SyHytXfIhbYbsjWyPWbJTWcVop/ta3Fzt/+9+FlQ=",  # module-PinnedRow
    "obSG11sB9ozolIz3//Xup/dwqSp2aI9tDRc8bvBVRtE=",  # module-SharedRowSelection
    "X8ikrSrJ8KtgOpLNU+7+1v0CW0DSFOAZvNtX0ExB1vs=",  # module-Tooltip
    "U2M2ZJvlBYzAoqENSzfQQBH8cSviqExUmG3s8gmGaIE=",  # component-fp
    "4vhMu/ZnT/fZI05+7opbuaEITDhP+Sgig7SBJhiIrt8=",  # component-PP
    "g/jaOuV/qTLpkqu0OtbzZSQui9inv22j1OGRUdrz8x8=",  # component-ir
    "0//Y//yOB4hYUnQtJ4nufkQeLD6qQJmlXvjd8WWgMOs=",  # component-ir
    "4A9WusJPNXvACV0C20kpw9zHDGVaOdQd2/ruaIQXRFY=",  # component-ir
    "dxrEw072G3f1/tpHBm1e2ADZjuldGd2jgWpjTS4CnLc=",  # component-Fx
    "FQ++KHv7Ig7R6XP9C2X0S4uD1OrwUSTWAFpWBRiFjK0=",  # ag-theme-buttonStyle-1
    "DdD72VU8ifkvS+36YRX6FCNrQEh7mA/MWb6yyVzsuyA=",  # ag-theme-columnDropStyle-2
    "WdVLWYvwxpx/Qjnw+uNg8EmsPpZgGU1w0CMT2IsUrJ8=",  # ag-theme-batchEditStyle-3
    "YK9eUhPhSb6QQKWujWP9V/2YXlJkbLBVjuQ4j584TJs=",  # ag-theme-checkboxStyle-4
    "YB4WrdnDV8xs96s/xHM89rmrGCwBdq9PZmznzhQ86eA=",  # ag-theme-iconSet-5
    "IpHnH5jvYqms3n+z/NMON95+gcdwsd1enDoGgvF9Opg=",  # ag-theme-tabStyle-6
    "3dv8bVnKPc6YTDex/98SX/y5OlgOjjkSaSoSKx2fRXg=",  # ag-theme-inputStyle-7
    "44HhUkvyQGuFugxWgbTeWU1GuCs6bz88I9FcVajY/6k=",  # ag-theme-params-1
)

STYLE_HASHES = tuple(f"'sha256-{digest}'" for digest in (_EMPTY, *_DASH, *_GRID))
