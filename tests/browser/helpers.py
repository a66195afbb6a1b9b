"""What a visitor does and sees, said once."""

from __future__ import annotations

from playwright.sync_api import Page

# Where a place lies in the window, by the projection that Plotly draws the base map with.
ON_SCREEN = """([lon, lat]) => {
  const figure = document.querySelector('#map .js-plotly-plot');
  const [x, y] = figure._fullLayout.geo._subplot.projection([lon, lat]);
  const box = document.getElementById('map-stage').getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""
# Number of pixels that something is painted on.
PAINTED = """(name) => {
  const canvas = document.querySelector(`canvas.map-${name}`);
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const pen = copy.getContext('2d', { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0);
  const { data } = pen.getImageData(0, 0, copy.width, copy.height);
  let n = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) n += 1;
  return n;
}"""
# As going back to such an address.
GO = """(query) => {
  history.replaceState(null, '', query);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
MAGNITOGORSK = [58.9794, 53.4186]


def state(page: Page, key: str) -> str:
    """One of the root element's ``data-`` attributes."""
    return page.get_attribute("#atlas", f"data-{key}") or ""


def wait_state(page: Page, key: str, value: str) -> None:
    """Wait until the root element says so."""
    page.wait_for_selector(f'#atlas[data-{key}="{value}"]')


def go(page: Page, query: str, **expected: str) -> None:
    """Bring the open page to another address, and wait until its state says what is expected.

    A page takes seconds to load; what is asked of each language in turn is asked of one page.
    """
    page.evaluate(GO, query)
    for key, value in expected.items():
        wait_state(page, key, value)


def go_to_year(page: Page, year: int) -> None:
    """Move the slider as assistive technology does."""
    page.locator("#year-slider").fill(str(year))
    wait_state(page, "year", str(year))


def click_place(page: Page, lon_lat: list[float]) -> None:
    """Click the map where a place is."""
    x, y = page.evaluate(ON_SCREEN, lon_lat)
    page.mouse.click(x, y)


def card(page: Page) -> str:
    """Everything the card says, also behind "show more"."""
    page.wait_for_selector("#detail:not([hidden])")
    more = page.locator("#detail button.more")
    while more.count():
        more.first.click()
    return page.inner_text("#detail")


def painted(page: Page, name: str) -> int:
    """Painted pixels of one canvas of the map."""
    return int(page.evaluate(PAINTED, name))
