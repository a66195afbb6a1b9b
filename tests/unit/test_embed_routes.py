"""``/oembed`` and ``/kiosk-setup``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client

import app as program
from callbacks.oembed_route import embed_query, within


@pytest.fixture(scope="module")
def client() -> Client:
    return program.create_app().server.test_client()


def ask(client: Client, url: str, **more: str) -> dict:
    answer = client.get("/oembed", query_string={"url": url, **more})
    assert answer.status_code == 200
    return answer.json


def test_a_view_comes_back_as_a_frame(client: Client) -> None:
    found = ask(client, "http://localhost/?year=1932&place=magnitogorsk", maxwidth="700")
    assert found["type"] == "rich"
    assert found["version"] == "1.0"
    assert found["width"] == 700
    assert found["height"] == 600
    assert (
        'src="http://localhost/?mode=embed&amp;year=1932&amp;place=magnitogorsk"' in found["html"]
    )
    assert 'sandbox="allow-scripts allow-same-origin' in found["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://elsewhere/",
        "javascript:alert(1)",
        "http://localhost/data/places.csv",
        "http://[",
        "x" * 9,
    ],
)
def test_other_addresses_are_not_ours(client: Client, url: str) -> None:
    assert client.get("/oembed", query_string={"url": url}).status_code == 404


def test_only_json_is_spoken(client: Client) -> None:
    answer = client.get("/oembed", query_string={"url": "http://localhost/", "format": "xml"})
    assert answer.status_code == 501


def test_a_kiosk_is_never_framed() -> None:
    assert embed_query("http://localhost/?mode=kiosk&idle=30", "localhost") == "mode=embed&idle=30"


@given(st.text(max_size=60))
def test_no_address_breaks_out_of_the_code(text: str) -> None:
    query = embed_query(f"http://localhost/?place={text}", "localhost")
    assert query is None or not set(query) & set("\"<>'")


@pytest.mark.parametrize(
    ("asked", "size"),
    [(None, 960), ("500", 500), ("5", 240), ("99999999", 960), ("-3", 960), ("x", 960), ("²", 960)],
)
def test_sizes_stay_useful(asked: str | None, size: int) -> None:
    assert within(asked, 960) == size


@pytest.mark.parametrize("address", ["/kiosk-setup", "/kiosk-setup.html"])
def test_the_launch_page_is_a_file(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    with client.get(answer.headers["Location"]) as page:
        assert page.status_code == 200
        assert "kiosk_setup_page.mjs" in page.text
