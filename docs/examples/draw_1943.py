"""Draw 1943 from the atlas's GeoPackage, as a notebook would.

    python draw_1943.py zholdar.gpkg 1943.png
    python draw_1943.py https://atlas.example/data/zholdar.gpkg 1943.png

Needs GeoPandas and Matplotlib.
"""

import sys

import geopandas as gpd
import matplotlib as mpl

mpl.use("Agg")  # without a screen; leave this line out in a notebook
import matplotlib.pyplot as plt

YEAR = 1943
INK = "#231F1B"


def layers(path, year=YEAR):
    """Oblasts, movements and figures of one year; paths and https addresses both work."""
    regions = gpd.read_file(path, layer="regions")
    regions = regions[(regions.valid_from <= year) & (year <= regions.valid_to)]
    moves = gpd.read_file(path, layer="movements")
    # Without a year, or only planned, a movement is not drawn.
    moves = moves[
        (moves.year_from <= year) & (year <= moves.year_to) & (moves.status == "happened")
    ]
    people = gpd.read_file(path, layer="populations")
    people = people[(people.year == year) & (people.unit == "persons")]
    # A figure that cannot be right is not drawn either; see conflicts.csv.
    people = people[people.qualifier != "disputed"]
    return regions, moves, people


def draw(path, target, year=YEAR):
    """Shade the oblasts by the largest figure recorded in them, and draw who moved."""
    regions, moves, people = layers(path, year)
    # Figures of one place may contain or contradict each other: never add them up.
    largest = people.groupby("place_id")["count"].max()
    regions = regions.assign(people=regions.place_id.map(largest).astype("float"))

    figure, axes = plt.subplots(figsize=(11, 7))
    regions.plot(
        ax=axes, column="people", cmap="YlOrBr", edgecolor=INK, linewidth=0.4, legend=True,
        legend_kwds={"label": f"People counted in {year}", "shrink": 0.6},
        missing_kwds={"color": "none", "edgecolor": INK, "hatch": "///", "linewidth": 0.3},
    )  # fmt: skip
    lines = moves[~moves.geometry.isna()]
    if len(lines):
        lines.plot(ax=axes, color="#AC362F", linewidth=1)
    axes.set(title=f"Europeans in the USSR, {year}", xlabel="hatched: not recorded", aspect=1.6)
    figure.text(
        0.01, 0.01, "Zholdar, CC BY 4.0; source: one dissertation, pages in layer citations"
    )
    figure.savefig(target, dpi=110)
    plt.close(figure)
    return len(regions), len(moves), len(people)


if __name__ == "__main__":
    print("oblasts %d, movements %d, figures %d" % draw(*sys.argv[1:3]))
