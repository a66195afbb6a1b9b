"""How desktop programs draw the layers: QGIS styles (QML) and SLD, in the atlas's colours."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from geodata.schema import Schema

# The paper theme's ink, as in assets/css/tokens.css; a test holds the two together.
INK = "#231F1B"
PLAIN = {"sites": "point", "regions": "polygon", "events": "point"}
BY_CATEGORY = {"movements": "line", "populations": "point"}
_QGIS_GEOMETRY = {"point": "0", "line": "1", "polygon": "2"}
_QGIS_SYMBOL = {"point": "marker", "line": "line", "polygon": "fill"}


@dataclass(frozen=True)
class Rule:
    """One class of a style: records whose category is `value` (all, if None) in `ink`."""

    value: str | None
    label: str
    ink: str


def rules(layer: str, schema: Schema) -> list[Rule]:
    """Classes of a layer's style, in the order of the package's categories."""
    if layer in PLAIN:
        return [Rule(None, layer, INK)]
    inks = {family.id: family.colours["paper"]["mark"] for family in schema.declared.families}
    return [Rule(c.id, c.id.replace("_", " "), inks[c.family]) for c in schema.categories]


def shape_of(layer: str) -> str:
    """``point``, ``line`` or ``polygon``."""
    return PLAIN.get(layer) or BY_CATEGORY[layer]


def qml(layer: str, schema: Schema) -> str:
    """Style of a layer as QGIS keeps it."""
    shape = shape_of(layer)
    found = rules(layer, schema)
    root = ET.Element("qgis", version="3.34.0", styleCategories="Symbology")
    renderer = ET.SubElement(root, "renderer-v2", forceraster="0", symbollevels="0")
    if layer in BY_CATEGORY:
        renderer.attrib |= {"type": "categorizedSymbol", "attr": "category"}
        classes = ET.SubElement(renderer, "categories")
        for i, rule in enumerate(found):
            ET.SubElement(
                classes, "category",
                symbol=str(i), value=rule.value or "", label=rule.label, render="true",
            )  # fmt: skip
    else:
        renderer.attrib["type"] = "singleSymbol"
    symbols = ET.SubElement(renderer, "symbols")
    for i, rule in enumerate(found):
        _qml_symbol(symbols, str(i), shape, rule.ink)
    ET.SubElement(root, "layerGeometryType").text = _QGIS_GEOMETRY[shape]
    text = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n"


def _qml_symbol(symbols: ET.Element, name: str, shape: str, ink: str) -> None:
    kind, options = {
        "point": ("SimpleMarker", {
            "name": "circle", "color": _rgba(ink, 150), "outline_color": _rgba(ink),
            "outline_width": "0.3", "size": "2.4", "size_unit": "MM",
        }),
        "line": ("SimpleLine", {
            "line_color": _rgba(ink), "line_width": "0.46", "line_width_unit": "MM",
        }),
        "polygon": ("SimpleFill", {
            "color": _rgba(ink, 20), "outline_color": _rgba(ink), "outline_width": "0.2",
        }),
    }[shape]  # fmt: skip
    symbol = ET.SubElement(symbols, "symbol", name=name, type=_QGIS_SYMBOL[shape], alpha="1")
    attributes = {"class": kind, "enabled": "1", "pass": "0", "locked": "0"}
    layer = ET.SubElement(symbol, "layer", attributes)
    held = ET.SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        ET.SubElement(held, "Option", name=key, type="QString", value=value)


def _rgba(ink: str, alpha: int = 255) -> str:
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def sld(layer: str, schema: Schema) -> str:
    """The same style as SLD 1.0.0, for GeoServer and others."""
    shape = shape_of(layer)
    root = ET.Element(
        "StyledLayerDescriptor",
        {
            "version": "1.0.0",
            "xmlns": "http://www.opengis.net/sld",
            "xmlns:ogc": "http://www.opengis.net/ogc",
        },
    )
    named = ET.SubElement(root, "NamedLayer")
    ET.SubElement(named, "Name").text = layer
    style = ET.SubElement(ET.SubElement(named, "UserStyle"), "FeatureTypeStyle")
    for rule in rules(layer, schema):
        element = ET.SubElement(style, "Rule")
        ET.SubElement(element, "Name").text = rule.label
        if rule.value is not None:
            condition = ET.SubElement(element, "ogc:Filter")
            equal = ET.SubElement(condition, "ogc:PropertyIsEqualTo")
            ET.SubElement(equal, "ogc:PropertyName").text = "category"
            ET.SubElement(equal, "ogc:Literal").text = rule.value
        _sld_symbol(element, shape, rule.ink)
    return ET.tostring(root, encoding="unicode")


def _sld_symbol(rule: ET.Element, shape: str, ink: str) -> None:
    if shape == "line":
        _css(ET.SubElement(ET.SubElement(rule, "LineSymbolizer"), "Stroke"), "stroke", ink, "1.3")
        return
    if shape == "polygon":
        parent = ET.SubElement(rule, "PolygonSymbolizer")
        _css(ET.SubElement(parent, "Fill"), "fill", ink, "0.08", "fill-opacity")
        _css(ET.SubElement(parent, "Stroke"), "stroke", ink, "0.6")
        return
    graphic = ET.SubElement(ET.SubElement(rule, "PointSymbolizer"), "Graphic")
    mark = ET.SubElement(graphic, "Mark")
    ET.SubElement(mark, "WellKnownName").text = "circle"
    _css(ET.SubElement(mark, "Fill"), "fill", ink, "0.6", "fill-opacity")
    ET.SubElement(graphic, "Size").text = "7"


def _css(
    parent: ET.Element, name: str, ink: str, second: str, second_name: str = "stroke-width"
) -> None:
    ET.SubElement(parent, "CssParameter", name=name).text = ink
    ET.SubElement(parent, "CssParameter", name=second_name).text = second
