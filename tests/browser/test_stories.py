"""Stories: presented by remote control, asked about, printed, shared."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from geodata.atlas import Atlas
from tests.browser.conftest import Open
from tests.browser.helpers import ON_SCREEN, painted, state, wait_state

STORY = "?mode=story&story=kerch_italians"


def steps_of(atlas: Atlas, story: str) -> int:
    table = atlas.frames["story_steps"]
    return int((table["story_id"] == story).sum())


def test_nine_stories_are_offered_and_one_opens(open_atlas: Open) -> None:
    page = open_atlas()
    page.click("#stories-open")
    assert page.locator(".story-list > li").count() == 9
    page.locator('[data-story="fields_of_hope"] .story-open').click()
    wait_state(page, "mode", "story")
    wait_state(page, "story", "fields_of_hope")
    wait_state(page, "step", "1")


@pytest.mark.parametrize("size", [(1024, 768), (390, 844)])
def test_text_map_and_timeline_are_visible_together(
    open_atlas: Open, size: tuple[int, int]
) -> None:
    page = open_atlas(f"{STORY}&step=2", size=size, phone=size[0] < 500)
    for name in ("#map-area", "#timeline", ".story-text", "#story-next"):
        box = page.locator(name).bounding_box()
        assert box, name
        assert box["y"] < size[1], name
        assert box["height"] > 30, name
    assert painted(page, "year") > 1000


@pytest.mark.parametrize("size", [(1024, 768), (390, 844)])
def test_the_title_does_not_cover_what_a_step_points_at(
    open_atlas: Open, atlas: Atlas, size: tuple[int, int]
) -> None:
    places = atlas.frames["places"].set_index("place_id")
    page = open_atlas(f"{STORY}&step=8", size=size, phone=size[0] < 500, less_motion=True)
    x, y = page.evaluate(
        ON_SCREEN, places.loc["chelyabinsk", ["lon", "lat"]].astype(float).tolist()
    )
    title = page.locator("#story-title").bounding_box()
    assert title
    assert y > title["y"] + title["height"]
    assert 0 < x < size[0]


def test_no_figure_of_the_low_chart_is_cut(open_atlas: Open) -> None:
    page = open_atlas(f"{STORY}&step=1", size=(1024, 768))
    cut = page.evaluate("""() => {
      const left = document.getElementById('timeline-chart').getBoundingClientRect().left;
      const texts = [...document.querySelectorAll(".timeline-svg text")];
      const shown = texts.filter((e) => e.checkVisibility());
      return shown.filter((e) => e.getBoundingClientRect().left < left).map((e) => e.textContent);
    }""")
    assert cut == []


def test_a_story_is_presented_by_keys_with_the_notes_in_step(
    open_atlas: Open, atlas: Atlas
) -> None:
    page = open_atlas(f"{STORY}&step=1")
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    notes = opened.value
    notes.wait_for_selector('body[data-step="1"]')
    last = steps_of(atlas, "kerch_italians")
    for step in range(2, last + 1):
        page.keyboard.press("PageDown" if step % 2 else "ArrowRight")
        wait_state(page, "step", str(step))
        notes.wait_for_selector(f'body[data-step="{step}"]')
        assert notes.inner_text("#note")
        assert notes.inner_text("#title") == page.inner_text("#story h2")
    page.keyboard.press("PageDown")
    assert state(page, "step") == str(last)
    page.keyboard.press("PageUp")
    wait_state(page, "step", str(last - 1))
    page.keyboard.press("b")
    page.wait_for_selector("#black:not([hidden])")
    page.keyboard.press("b")
    page.wait_for_selector("#black", state="hidden")
    page.keyboard.press("Home")
    wait_state(page, "step", "1")
    assert re.match(r"\d+:\d\d", notes.inner_text("#clock"))
    notes.close()


def test_every_step_has_a_figure_or_text_and_a_source(open_atlas: Open, atlas: Atlas) -> None:
    page = open_atlas(f"{STORY}&step=1", less_motion=True)
    for step in range(1, steps_of(atlas, "kerch_italians") + 1):
        wait_state(page, "step", str(step))
        assert len(page.inner_text(".story-text").split()) > 40
        assert re.search(r"p\. \d+", page.inner_text(".story-source"))
        page.keyboard.press("PageDown")


def test_choices_answer_with_the_source(open_atlas: Open, atlas: Atlas) -> None:
    table = atlas.frames["story_steps"]
    row = table[table["correct"].notna()].iloc[0]
    page = open_atlas(f"?mode=story&story={row.story_id}&step={row.step}")
    choices = page.locator(".choices button")
    choices.nth(int(row.correct) - 1).click()
    assert page.inner_text(".answer").startswith("Yes.")
    choices.nth(int(row.correct) % choices.count()).click()
    assert page.inner_text(".answer").startswith("Not quite.")


def test_explore_from_here_and_back(open_atlas: Open) -> None:
    page = open_atlas(f"{STORY}&step=3")
    year = state(page, "year")
    page.click("#story-leave")
    wait_state(page, "mode", "explore")
    assert state(page, "year") == year
    page.click("#stories-open")
    page.click("#story-return")
    wait_state(page, "mode", "story")
    wait_state(page, "step", "3")


def test_back_and_forward_go_through_the_steps(open_atlas: Open) -> None:
    page = open_atlas(f"{STORY}&step=1")
    page.click("#story-next")
    wait_state(page, "step", "2")
    page.wait_for_function("location.search.includes('step=2')")
    page.go_back()
    wait_state(page, "step", "1")
    page.go_forward()
    wait_state(page, "step", "2")
    assert parse_qs(urlsplit(page.url).query)["story"] == ["kerch_italians"]


def test_a_bad_step_is_the_first_and_a_bad_story_none(open_atlas: Open) -> None:
    assert state(open_atlas(f"{STORY}&step=99"), "step") == "1"
    assert state(open_atlas("?mode=story&story=none"), "mode") == "explore"


def test_the_worksheet_is_a_real_page_with_three_maps(open_atlas: Open, tmp_path: Path) -> None:
    page = open_atlas(less_motion=True)
    page.click("#stories-open")
    page.locator('[data-story="kerch_italians"] .story-tools button').first.click()
    page.wait_for_selector("#sheet[open] .sheet-maps img >> nth=2")
    assert page.locator(".sheet ol > li").count() >= 3
    assert "p. 1" in page.inner_text(".sheet")
    pdf = page.pdf(format="A4", path=tmp_path / "worksheet.pdf")
    pages = len(re.findall(rb"/Type\s*/Page[^s]", pdf))
    assert 1 <= pages <= 6


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_worksheet_is_drawn_for_paper_on_every_screen(
    open_atlas: Open, size: tuple[int, int]
) -> None:
    page = open_atlas(size=size, phone=size[0] < 500, less_motion=True)
    page.click("#stories-open")
    page.locator('[data-story="kerch_italians"] .story-tools button').first.click()
    page.wait_for_selector("#sheet[open] .sheet-maps img >> nth=2")
    shapes = page.evaluate("""() => [...document.querySelectorAll('.sheet-maps img')].map(
      (image) => image.naturalWidth / image.naturalHeight)""")
    assert all(shape > 1.5 for shape in shapes), "a map does not fill the sheet's width"
    # A ground is left out by printers, a border is not.
    lines = page.evaluate("""() => {
      const place = document.querySelector('.sheet .lines');
      const styleOf = (part) => getComputedStyle(place, part).borderBottomStyle;
      return [null, '::before', '::after'].map(styleOf);
    }""")
    assert lines == ["solid"] * 3
    assert page.locator(".sheet .references li").count() > 2
    assert page.locator("#atlas.draws-sheet").count() == 0
    assert state(page, "mode") == "explore"


def test_the_teachers_page_has_words_in_three_languages(open_atlas: Open) -> None:
    page = open_atlas()
    page.click("#stories-open")
    page.locator('[data-story="karlag"] .story-tools button').nth(1).click()
    page.wait_for_selector("#sheet[open] table")
    for lang in ("kk", "ru", "en"):
        assert page.locator(f'.sheet td[lang="{lang}"]').count() >= 5


def share(page: Page) -> None:
    page.click("#share")
    page.wait_for_selector("#share-dialog[open]")


# The code is drawn by the server.
@pytest.mark.edition("server")
def test_the_code_for_phones_opens_the_view(open_atlas: Open) -> None:
    page = open_atlas("?year=1943")
    share(page)
    image = page.locator(".qr img")
    page.wait_for_function("document.querySelector('.qr img').naturalWidth > 100")
    assert "view=" in (image.get_attribute("src") or "")


@pytest.mark.edition("static")
def test_without_a_server_no_code_is_offered(open_atlas: Open) -> None:
    page = open_atlas("?year=1943")
    share(page)
    assert page.locator("#copy-address").is_visible()
    assert page.locator(".qr img").count() == 0


def test_the_picture_is_saved_twice_as_large(open_atlas: Open, tmp_path: Path) -> None:
    page = open_atlas("?year=1943")
    share(page)
    with page.expect_download() as got:
        page.click("#save-png")
    path = tmp_path / "view.png"
    got.value.save_as(path)
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(data[16:20], "big")
    stage = page.locator("#map-stage").bounding_box()
    assert stage
    assert width >= 2 * stage["width"]


def test_the_svg_has_title_year_and_source(open_atlas: Open, tmp_path: Path) -> None:
    page = open_atlas("?year=1943")
    share(page)
    with page.expect_download() as got:
        page.click("#save-svg")
    path = tmp_path / "view.svg"
    got.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    for words in ("1943", "Europeans who came", "one dissertation", "<image"):
        assert words in text


FILM = """async ([data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const video = document.createElement('video');
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
  await new Promise((done, fail) => { video.onloadedmetadata = done; video.onerror = fail; });
  // A recorded stream says its length only once its end was sought.
  video.currentTime = 1e6;
  await new Promise((done) => { video.onseeked = done; });
  return [video.videoWidth, video.videoHeight, video.currentTime];
}"""


def test_the_film_is_recorded_and_can_be_read_back(open_atlas: Open, tmp_path: Path) -> None:
    page = open_atlas("?year=1931&span=1930-1933", size=(900, 700))
    for _ in range(2):
        page.keyboard.press(".")
    share(page)
    with page.expect_download(timeout=60_000) as got:
        page.click("#save-film")
        page.wait_for_selector(".film-progress progress")
    path = tmp_path / "film.webm"
    got.value.save_as(path)
    data = base64.b64encode(path.read_bytes()).decode()
    # A page of its own: the atlas's policy lets it play nothing.
    reader = page.context.new_page()
    reader.goto("about:blank")
    width, height, seconds = reader.evaluate(FILM, [data])
    stage = page.locator("#map-stage").bounding_box()
    assert stage
    assert (width, height) == (900, (round(stage["height"]) + 44) // 2 * 2)
    # Four years at two years a second.
    assert 1.5 <= seconds <= 4


def test_a_film_can_be_cancelled(open_atlas: Open) -> None:
    page = open_atlas("?year=1931", size=(900, 700))
    share(page)
    page.click("#save-film")
    page.locator(".film-progress button").click()
    page.wait_for_selector(".film-progress", state="detached")
    wait_state(page, "playing", "false")


def test_a_view_is_copied_as_a_story_step(open_atlas: Open) -> None:
    page = open_atlas("?year=1943&place=kerch")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    share(page)
    page.click("#copy-step")
    page.wait_for_function("document.querySelector('.share-said').textContent !== ''")
    row = page.evaluate("navigator.clipboard.readText()")
    assert row.startswith("my_story,1,1943,,kerch,")
