"""Where errors in the atlas are reported: an address of whoever looks after this copy, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from callbacks.security import SettingError

REPORT_SETTING = "ZHOLDAR_REPORT"
_MAIL = re.compile(r"mailto:[^\s@?&]+@[\w.-]+")
_FORM = re.compile(r"https://[\w.-]+(:\d{1,5})?(/[^\s?#]*)?")


def report_address(environment: Mapping[str, str]) -> str | None:
    """The address from the environment: ``mailto:`` or a form that takes ``title`` and ``body``.

    Returns
    -------
    str or None
        None: the page then offers the text of the report alone, to be copied.

    Raises
    ------
    SettingError
        If it is neither.
    """
    said = environment.get(REPORT_SETTING, "").strip()
    if not said:
        return None
    if not (_MAIL.fullmatch(said) or _FORM.fullmatch(said)):
        raise SettingError(
            f"{REPORT_SETTING}: {said!r} is neither mailto:somebody@museum.example "
            "nor https://example.org/issues/new"
        )
    return said
