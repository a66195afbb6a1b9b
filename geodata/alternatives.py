"""Records that count the same people differently.

The source sometimes gives two or three numbers for one thing and nobody can say which is right.
The atlas keeps them all, ties them together as alternatives, and never adds them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Place = str
Unit = str


def alternative_groups(
    contradictions: Iterable[list[str]], subject: Mapping[str, tuple[Place, Unit]]
) -> dict[str, int]:
    """Group records that a contradiction ties together.

    Parameters
    ----------
    contradictions : iterable of list of str
        Record ids of each conflict of kind ``contradiction``.
    subject : mapping of str to (str, str)
        For every whole (a record without ``part_of``) the place it counts people at and its unit.
        Records not in the mapping are parts, or not figures, and stay out.

    Returns
    -------
    dict of str to int
        Record id to group number, only for groups of two or more.

    Examples
    --------
    >>> subject = {"a": ("kerch", "persons"), "b": ("kerch", "persons"), "c": ("baku", "persons")}
    >>> alternative_groups([["a", "b", "c"]], subject)
    {'a': 0, 'b': 0}
    """
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            item = parent[item]
        return item

    for conflict in contradictions:
        wholes = [i for i in conflict if i in subject]
        for position, first in enumerate(wholes):
            for second in wholes[position + 1 :]:
                if subject[first] == subject[second]:
                    parent[root(second)] = root(first)
    members: dict[str, list[str]] = {}
    for item in list(parent):
        members.setdefault(root(item), []).append(item)
    groups = [sorted(group) for group in members.values() if len(group) > 1]
    return {item: number for number, group in enumerate(sorted(groups)) for item in group}
