"""Where reports of errors go."""

from __future__ import annotations

import pytest

from callbacks.report_setting import REPORT_SETTING, report_address
from callbacks.security import SettingError
from components.about import about_dialog
from geodata.versions import software


@pytest.mark.parametrize(
    "address", ["mailto:atlas@museum.example", "https://example.org/zholdar/issues/new"]
)
def test_an_address_goes_into_the_page(address: str) -> None:
    assert report_address({REPORT_SETTING: f" {address} "}) == address
    assert about_dialog(address).to_plotly_json()["props"]["data-report"] == address


def test_without_one_there_is_no_link() -> None:
    assert report_address({}) is None
    assert "data-report" not in about_dialog(None).to_plotly_json()["props"]


@pytest.mark.parametrize(
    "wrong",
    ["javascript:alert(1)", "http://a.example", "mailto:nobody", "https://a.example/?x=1", "a@b.c"],
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(SettingError, match="ZHOLDAR_REPORT"):
        report_address({REPORT_SETTING: wrong})


def test_versions_name_what_the_atlas_runs_on() -> None:
    found = software()
    assert {"python", "dash", "plotly", "geopandas"} <= set(found)
    assert all(found.values())
