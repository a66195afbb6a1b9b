"""Says who: every card of every record leads to a page, and contradictions stand on their cards."""

from __future__ import annotations

from geodata.atlas import Atlas
from tests.browser.conftest import Open
from tests.browser.helpers import card

# Opens every card through the address, as a link would, and collects what has no page.
WITHOUT_PAGE = """async ([kind, ids]) => {
  const missing = [];
  for (const id of ids) {
    history.replaceState(null, '', `?year=1932&${kind}=${id}`);
    dispatchEvent(new PopStateEvent('popstate'));
    const detail = document.getElementById('detail');
    if (detail.hidden || detail.dataset.record !== `${kind}:${id}`) missing.push(`${id}: no card`);
    else if (!/p\\. \\d+/.test(detail.textContent)) missing.push(`${id}: no page`);
  }
  return missing;
}"""


def cited_places(atlas: Atlas) -> list[str]:
    """Places that some record names; others stand in the gazetteer only to enclose them."""
    frames = atlas.frames
    named = {
        *frames["populations"]["place_id"],
        *frames["movements"]["origin_id"].dropna(),
        *frames["movements"]["destination_id"].dropna(),
        *frames["events"]["place_id"].dropna(),
        *frames["notes"]["place_id"].dropna(),
        *frames["life_stops"]["place_id"],
    }
    return sorted(named)


def test_every_card_has_a_page_and_a_citation(open_atlas: Open, atlas: Atlas) -> None:
    page = open_atlas("?year=1932", less_motion=True)
    frames = atlas.frames
    records = {
        "move": list(frames["movements"]["movement_id"]),
        "person": list(frames["people"]["person_id"]),
        "event": list(frames["events"]["event_id"]),
        "place": cited_places(atlas),
    }
    for kind, ids in records.items():
        missing = page.evaluate(WITHOUT_PAGE, [kind, ids])
        assert not missing, (kind, missing[:10])


def test_contradictions_stand_on_the_cards(open_atlas: Open) -> None:
    for query, figures in (
        ("?year=1943&place=kazakhstan", ("744", "764")),
        ("?year=1926&place=ulfeld", ("148", "200")),
        ("?year=1935&place=ussr", ("8,745",)),
    ):
        page = open_atlas(query, less_motion=True)
        said = card(page)
        assert "agree" in said
        for figure in figures:
            assert figure in said, (query, figure)


def test_places_that_cannot_be_located_are_listed_beside_the_map(open_atlas: Open) -> None:
    page = open_atlas("?year=1943")
    page.click("#unlocated-open")
    assert page.locator("#detail .records li").count() >= 1
    page.locator("#detail .records .link").first.click()
    page.wait_for_function("location.search.includes('place=')")
    assert "cannot be located" in card(page)
