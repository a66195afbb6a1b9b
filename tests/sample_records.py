"""Draw records at random, with their cited source lines, to be read against the source.

Usage: python -m tests.sample_records [COUNT] [SEED]      (default 40, 1956)

Prints each record with its figures, texts, page and, where ``../shared`` lies beside the project,
the lines of the dissertation it rests on. The same seed draws the same records from the same
tables.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pandas as pd

from geodata.atlas import Atlas, load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLES = ("movements", "populations", "events", "notes", "people")


def draw(atlas: Atlas, count: int, seed: int) -> list[tuple[str, pd.Series]]:
    """Records of all tables, each table in proportion to its size."""
    pool = [(name, row) for name in TABLES for _, row in atlas.frames[name].sort_index().iterrows()]
    chosen = random.Random(seed).sample(range(len(pool)), count)  # noqa: S311  (no secret)
    return [pool[i] for i in sorted(chosen)]


def source_lines() -> dict[str, str]:
    """Evidence id to the lines of the source; empty without ``../shared``."""
    text = SHARED / "source" / "dissertation.txt"
    if not text.exists():
        return {}
    lines = text.read_text(encoding="utf-8").split("\n")
    found = {}
    for path in sorted((SHARED / "evidence").glob("*.jsonl")):
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            first, last = record["line_from"], record["line_to"]
            found[record["id"]] = "\n".join(lines[first - 1 : last])
    return found


def main() -> None:
    """Print the sample."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1956
    atlas = load()
    cited = source_lines()
    citations = atlas.frames["citations"]
    for name, row in draw(atlas, count, seed):
        print(f"=== {name} {row.iloc[0]}")
        print("; ".join(f"{column}={value}" for column, value in row.iloc[1:].dropna().items()))
        for citation in citations[citations["record_id"] == row.iloc[0]].itertuples():
            source = "" if pd.isna(citation.source_id) else f" [{citation.source_id}]"
            print(f"--- {citation.evidence_id}, p. {citation.page}{source}")
            print(cited.get(citation.evidence_id, ""))


if __name__ == "__main__":
    main()
