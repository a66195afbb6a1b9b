"""Nobody left at the door: targets, zoom, fonts, themes, what is heard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.helpers import card, go, go_to_year, painted, wait_state

LANGUAGES = ("en", "kk", "ru")
LETTERS = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"

# --- targets

# Controls on screen that are smaller than `least`, or cut off by the window. A field inside a
# label is as large as its label; the slider lies over the whole chart.
SMALL = """(least) => {
  const found = [];
  const controls = document.querySelectorAll(
    'button, a[href], input, select, summary, [role=slider], [role=option]');
  for (const element of controls) {
    const target = element.closest('label') ?? element;
    if (!target.checkVisibility({visibilityProperty: true})) continue;
    if (target.closest('.visually-hidden, .skip-link')) continue;
    const {left, top, right, bottom, width, height} = target.getBoundingClientRect();
    const scrolls = target.closest(
      '#detail, #table, #filters, #legend, #search-results, #story, #compare, dialog');
    const outside = !scrolls && (left < -1 || right > innerWidth + 1 || top < -1
      || (bottom > innerHeight + 1 && document.documentElement.scrollHeight <= innerHeight));
    // Ten steps stand in one row of a phone: the arrows beside them do the same and are large.
    const wide = target.closest('.dots') ? 24 : least;
    if (width < wide - 0.5 || height < least - 0.5 || outside) {
      found.push(`${target.id || target.className || target.tagName} "${target.innerText.trim()
        .slice(0, 24)}" ${Math.round(width)}x${Math.round(height)}${outside ? ' outside' : ''}`);
    }
  }
  return [...new Set(found)];
}"""


def open_everything(page: Page) -> None:
    """Every panel that has controls, at once as far as they go together."""
    page.evaluate("for (const p of document.querySelectorAll('details')) p.open = true")
    more = page.locator("#time-more")
    if more.is_visible() and more.get_attribute("aria-expanded") == "false":
        more.click()


@pytest.mark.parametrize(
    ("size", "phone", "least"),
    [((1280, 800), False, 24), ((390, 844), True, 44), ((320, 640), True, 44)],
)
def test_every_target_is_large_enough(
    open_atlas: Open, size: tuple[int, int], phone: bool, least: int
) -> None:
    page = open_atlas(size=size, phone=phone)
    found = []
    for lang in LANGUAGES:
        go(page, f"?year=1932&lang={lang}&nat=german", lang=lang, year="1932")
        found += [f"{lang} {fault}" for fault in too_small(page, least)]
    assert not found, "\n".join(dict.fromkeys(found))


def too_small(page: Page, least: int) -> list[str]:
    """What is too small in the usual states of a page."""
    found = page.evaluate(SMALL, least)
    open_everything(page)
    found += page.evaluate(SMALL, least)
    page.evaluate("for (const p of document.querySelectorAll('details')) p.open = false")
    page.keyboard.press("t")
    page.wait_for_selector("#table:not([hidden]) table")
    found += page.evaluate(SMALL, least)
    page.keyboard.press("t")
    page.keyboard.press("?")
    found += page.evaluate(SMALL, least)
    page.keyboard.press("Escape")
    page.wait_for_selector("#help:not([open])", state="attached")
    page.keyboard.press("/")
    page.keyboard.type("Magnitogorsk")
    page.wait_for_selector("#search-results [role=option]")
    found += page.evaluate(SMALL, least)
    page.keyboard.press("Enter")
    card(page)
    found += page.evaluate(SMALL, least)
    page.locator("#detail .close").click()
    page.click('#window [data-setting="compare"]')
    page.wait_for_selector("#compare:not([hidden]) table")
    return [*found, *page.evaluate(SMALL, least)]


@pytest.mark.parametrize(
    ("size", "phone", "least"),
    [((1280, 800), False, 24), ((390, 844), True, 44), ((320, 640), True, 44)],
)
def test_targets_of_stories_and_windows_are_large_enough(
    open_atlas: Open, size: tuple[int, int], phone: bool, least: int
) -> None:
    page = open_atlas("?mode=story&story=karlag&step=2", size=size, phone=phone)
    found = page.evaluate(SMALL, least)
    page.click("#story-list")
    page.wait_for_selector("#stories[open]")
    found += page.evaluate(SMALL, least)
    page.locator("#stories .close").click()
    page.click("#story-leave")
    wait_state(page, "mode", "explore")
    page.click("#share")
    page.click("#show-embed")
    found += page.evaluate(SMALL, least)
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize(("phone", "least"), [(False, 24), (True, 44)])
def test_targets_in_a_frame_are_large_enough(open_atlas: Open, phone: bool, least: int) -> None:
    page = open_atlas("?mode=embed&year=1932", size=(720, 480), phone=phone)
    assert page.evaluate(SMALL, least) == []


# --- zoom


def test_zoomed_to_400_per_cent_nothing_is_lost(open_atlas: Open) -> None:
    """A window of 1280x1024 at 400 % is one of 320x256."""
    page = open_atlas(size=(320, 256))
    for lang in LANGUAGES:
        go(page, f"?year=1943&lang={lang}", lang=lang, year="1943", place="")
        nothing_is_lost(page)


def nothing_is_lost(page: Page) -> None:
    """Everything can be scrolled to, nothing is wider than the window of 320 px."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for name in ("search", "table-open", "share", "help-open", "lang", "play", "time-more"):
        page.locator(f"#{name}").scroll_into_view_if_needed()
        box = page.locator(f"#{name}").bounding_box()
        assert box, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 320, name
    page.click("#time-more")
    for name in ("year-back", "year-forward", "speed", "window", "year-summary", "year-slider"):
        page.locator(f"#{name}").scroll_into_view_if_needed()
        assert page.locator(f"#{name}").is_visible(), name
    page.click("#table-open")
    page.wait_for_selector("#table:not([hidden]) table")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.click("#table .close")
    page.keyboard.press("/")
    page.keyboard.type("Magnitogorsk")
    page.wait_for_selector("#search-results [role=option]")
    page.keyboard.press("Enter")
    assert card(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.getElementById('detail').scrollWidth") <= 320
    page.locator("#time-more").scroll_into_view_if_needed()
    page.click("#time-more")


# What is wider than the window, or than what holds it, and cannot be scrolled to; a map may be.
TOO_WIDE = """() => [...document.querySelectorAll('#atlas *')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('#map-stage, svg'))
  .filter((e) => !e.closest('.visually-hidden, .skip-link, .table-scroll'))
  .filter((e) => {
    const {left, right, width} = e.getBoundingClientRect();
    return width > 0 && (left < -1 || right > innerWidth + 1);
  })
  .map((e) => `${e.tagName} ${e.id || e.className} ${e.innerText?.slice(0, 30)}`)"""


@pytest.mark.parametrize("size", [(320, 256), (320, 640)])
def test_story_and_share_reflow_at_320_px(open_atlas: Open, size: tuple[int, int]) -> None:
    """320x256 is a window of 1280x1024 at 400 %."""
    page = open_atlas("?mode=story&story=karlag&step=2", size=size, phone=True)
    for lang in LANGUAGES:
        go(page, f"?mode=story&story=karlag&step=2&lang={lang}", mode="story", step="2", lang=lang)
        story_and_share_reflow(page)
        page.locator("#stories .close").click()


def story_and_share_reflow(page: Page) -> None:
    """From a story to sharing and the list of stories: nothing is too wide, all is reached."""
    assert page.evaluate(TOO_WIDE) == []
    for name in (".story-text", ".story-source", "#story-back", "#story-next", "#story-leave"):
        page.locator(name).scroll_into_view_if_needed()
        page.locator(name).click(trial=True)
    page.click("#story-next")
    wait_state(page, "step", "3")
    page.click("#story-leave")
    wait_state(page, "mode", "explore")
    page.click("#share")
    page.wait_for_selector("#share-dialog[open]")
    page.click("#show-embed")
    page.wait_for_selector("#share-dialog iframe", state="attached")
    assert page.evaluate(TOO_WIDE) == []
    for name in ("copy-address", "save-png", "copy-step"):
        page.locator(f"#{name}").scroll_into_view_if_needed()
        page.locator(f"#{name}").click(trial=True)
    page.locator("#share-dialog .close").click()
    page.click("#stories-open")
    page.wait_for_selector("#stories[open]")
    assert page.evaluate(TOO_WIDE) == []


# Texts that are wider than their boxes.
CUT = """() => [...document.querySelectorAll(
        'button, summary, h1, h2, h3, p, dd, dt, th, td, .big-number')]
      .filter((e) => e.checkVisibility() && !e.closest('.visually-hidden')
        && !e.classList.contains('visually-hidden') && getComputedStyle(e).fontSize !== '0px')
      .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
        && getComputedStyle(e).display !== 'inline')
      .map((e) => `${e.id || e.className || e.tagName}: ${e.innerText.slice(0, 40)}`)"""


def test_no_text_is_cut_on_a_phone(open_atlas: Open) -> None:
    page = open_atlas("?year=1932&place=magnitogorsk", size=(390, 844), phone=True)
    page.click("#time-more")
    for lang in LANGUAGES:
        go(page, f"?year=1932&lang={lang}&place=magnitogorsk", lang=lang, place="magnitogorsk")
        assert page.locator("#time-more").get_attribute("aria-expanded") == "true"
        assert page.evaluate(CUT) == [], lang


def test_years_and_speed_are_reached_on_a_phone(open_atlas: Open) -> None:
    page = open_atlas("?year=1932", size=(390, 844), phone=True)
    assert page.locator("#window").is_hidden()
    page.click("#time-more")
    page.click('#window [data-setting="span"]')
    wait_state(page, "span", "1929-1935")
    before = page.inner_text("#speed")
    page.click("#speed")
    assert page.inner_text("#speed") != before
    page.click('#window [data-setting="compare"]')
    page.wait_for_selector("#compare:not([hidden]) table")
    page.click("#time-more")
    assert page.locator("#window").is_hidden()


# --- what is heard


def test_the_summary_tells_the_year(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    assert page.get_attribute("#summary", "aria-live") == "polite"
    go_to_year(page, 1943)
    page.wait_for_function("document.getElementById('summary').textContent.startsWith('1943:')")
    said = page.text_content("#summary") or ""
    for words in ("764 people documented in 15 oblasts", "largest Alma-Ata oblast, 118"):
        assert words in said, said
    page.locator("#lang [data-lang=ru]").click()
    page.wait_for_function(
        "document.getElementById('summary').textContent.includes('764 человека')"
    )
    assert "в 15 областях" in (page.text_content("#summary") or "")


def test_nothing_is_announced_while_the_film_plays(open_atlas: Open) -> None:
    page = open_atlas("?year=1930")
    page.evaluate("""() => {
      window.heard = [];
      new MutationObserver(() => heard.push(document.getElementById('atlas').dataset.playing))
        .observe(document.getElementById('summary'),
          {childList: true, characterData: true, subtree: true});
    }""")
    for _ in range(3):
        page.keyboard.press(".")
    page.keyboard.press(" ")
    page.wait_for_function("Number(document.getElementById('atlas').dataset.year) >= 1933")
    page.keyboard.press(" ")
    wait_state(page, "playing", "false")
    page.wait_for_function("heard.length > 0")
    assert set(page.evaluate("heard")) == {"false"}


def test_the_table_is_sorted_by_its_heads(open_atlas: Open) -> None:
    page = open_atlas("?year=1932")
    page.keyboard.press("t")
    head = page.locator('[data-table="moves"] th').nth(4)
    assert head.get_attribute("aria-sort") == "none"
    head.locator("button").press("Enter")
    head = page.locator('[data-table="moves"] th[aria-sort="ascending"]')
    assert head.count() == 1
    assert page.evaluate("document.activeElement.closest('th').ariaSort") == "ascending"
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-table="moves"] th[aria-sort="descending"]')
    first = page.locator('[data-table="moves"] tbody tr').first.inner_text()
    assert "12,000\u201315,000 people" in first
    last = page.locator('[data-table="moves"] tbody tr').last.inner_text()
    assert "number not recorded" in last


def test_names_follow_the_alphabet_of_the_language(open_atlas: Open) -> None:
    page = open_atlas("?year=1943&lang=kk")
    page.keyboard.press("t")
    page.locator('[data-table="places"] .sort').first.click()
    names = [
        cell.split("\n")[0].lower()
        for cell in page.locator('[data-table="places"] tbody td:first-child').all_inner_texts()
    ]
    alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    ranks = [alphabet.index(name[0]) for name in names]
    assert ranks == sorted(ranks)
    assert names.index("қарағанды облысы") < names.index("павлодар облысы")


def test_dates_and_languages_of_parts(open_atlas: Open) -> None:
    page = open_atlas("?year=1935")
    page.click("#events-open")
    assert any(" 1935" in text for text in page.locator("#detail .records .link").all_inner_texts())
    page.locator("#detail .citation summary").first.click()
    page.keyboard.press("Escape")
    page = open_atlas("?year=1932&place=magnitogorsk")
    card(page)
    for summary in page.locator("#detail .citation summary").all()[:12]:
        summary.click()
    cyrillic = page.locator("#detail .reference").filter(has_text="Магнитогор")
    for reference in cyrillic.all():
        assert reference.get_attribute("lang") in ("ru", "kk")
    assert page.locator("#detail [lang=ru], #detail [lang=kk]").count() > 0


# --- themes


def test_the_dark_theme_reaches_the_canvas_and_the_base_map(open_atlas: Open) -> None:
    page = open_atlas("?year=1943&theme=dark")
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--sea').trim()"
    assert page.evaluate(ground) == "#101314"
    sea = page.evaluate(
        "document.querySelector('#map .js-plotly-plot')._fullLayout.geo.bgcolor.toUpperCase()"
    )
    assert sea == "#101314"
    light = page.evaluate(
        """() => {
          const canvas = document.querySelector('canvas.map-year');
          const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let n = 0;
          for (let i = 0; i < data.length; i += 4) {
            const paper = data[i] === 0xFB && data[i + 1] === 0xF7 && data[i + 2] === 0xEE;
            if (paper && data[i + 3]) n += 1;
          }
          return n;
        }"""
    )
    assert light == 0, "paper is left on the canvas"
    assert painted(page, "year") > 5_000
    page.evaluate("history.pushState(null, '', '?year=1943')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    page.wait_for_function(
        "document.querySelector('#map .js-plotly-plot')._fullLayout.geo.bgcolor.toUpperCase()"
        " === '#DDE4E2'"
    )


# --- fonts

# A letter that the face lacks would come from another font: the same picture as without the face.
FALLBACKS = """([letters, faces]) => {
  const picture = (letter, style, weight, family) => {
    const canvas = new OffscreenCanvas(72, 72);
    const pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.font = `${style} ${weight} 48px ${family}`;
    pen.fillText(letter, 8, 54);
    return pen.getImageData(0, 0, 72, 72).data.join();
  };
  const wrong = [];
  for (const [family, style, weight] of faces) {
    for (const letter of letters) {
      const own = picture(letter, style, weight, `"${family}", monospace`);
      const other = picture(letter, style, weight, `"${family}", serif`);
      const missing = picture(letter, style, weight, 'monospace');
      const checked = document.fonts.check(`${style} ${weight} 48px "${family}"`, letter);
      if (!checked || own !== other || own === missing) {
        wrong.push(`${family} ${style} ${weight}: ${letter}`);
      }
    }
  }
  return wrong;
}"""
FACES = [
    *(("Zholdar Serif", "normal", weight) for weight in (400, 600, 700)),
    ("Zholdar Serif", "italic", 400),
    *(("Zholdar Sans", "normal", weight) for weight in (400, 600, 700)),
]


def test_every_kazakh_letter_is_in_every_face(open_atlas: Open) -> None:
    page = open_atlas("?lang=kk")
    assert page.evaluate(FALLBACKS, [LETTERS, FACES]) == []
    # The test can fail: this face has no such letter.
    assert page.evaluate(FALLBACKS, ["漢", [("Zholdar Sans", "normal", 400)]])


def test_no_face_is_slanted_or_thickened_by_the_browser(open_atlas: Open) -> None:
    """Every family, style and weight on the page is one that the last test has looked at."""
    page = open_atlas("?year=1932&place=magnitogorsk&lang=kk", size=(1440, 900))
    card(page)
    page.keyboard.press("t")
    used = page.evaluate("""() => {
      const says = (e) => [...e.childNodes].some((c) => c.nodeType === 3 && c.data.trim());
      const first = (families) => families.split(',')[0].replaceAll('"', '');
      return [...new Set([...document.querySelectorAll('#atlas *')]
        .filter((e) => e.checkVisibility() && says(e))
        .map((e) => getComputedStyle(e))
        .map((s) => [first(s.fontFamily), s.fontStyle, s.fontWeight].join('|')))];
    }""")
    known = {"|".join(map(str, face)) for face in FACES}
    assert set(used) <= known


def test_the_header_is_never_wider_than_the_window(open_atlas: Open) -> None:
    page = open_atlas(size=(900, 768))
    for width in (900, 1000, 1121, 1221):
        page.set_viewport_size({"width": width, "height": 768})
        for lang in LANGUAGES:
            go(page, f"?lang={lang}", lang=lang)
            # The layout answers the new size at once; a frame later it stands.
            page.evaluate("() => new Promise(requestAnimationFrame)")
            wide = page.evaluate("document.getElementById('header').scrollWidth")
            assert wide <= width, f"{lang} at {width} px"
