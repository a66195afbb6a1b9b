"""A season in a few hours: thousands of loops and visits at speed, and what they leave behind.

``make soak`` or ``python -m tests.soak_kiosk --loops 2000 --visits 2000 --touches 10000``. Prints
the figures as JSON and exits with 1 if one of them is not reached. Ten thousand taps, drags and
pinches fall anywhere: the atlas is never left, nothing fails, and the film comes back.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time

from playwright.sync_api import Page

from tests.browser.conftest import browser as browser_fixture
from tests.browser.conftest import server_address as address_fixture
from tests.browser.kiosk_helpers import (
    Kiosk,
    coarse,
    kiosk,
    left_alone,
    random_touches,
    watch_leaving,
)

WARM_UP = 50
HEAP_GROWTH = 1.05
COLLECTIONS, SETTLE_MS = 3, 400
# Touches between two times of being left alone.
CROWD = 250
DOORS = ("people", "places", "stories", "life", "years")


def heap(page: Page) -> tuple[int, int]:
    """Bytes in use after forced collections, and number of DOM nodes.

    Right after a visit a collection leaves some 8 MB that one half a second later takes away: what
    the browser's own threads still hold. So it is the least of several, with time between them.
    """
    cdp = page.context.new_cdp_session(page)
    used = []
    for _ in range(COLLECTIONS):
        cdp.send("HeapProfiler.collectGarbage")
        used.append(int(cdp.send("Runtime.getHeapUsage")["usedSize"]))
        page.wait_for_timeout(SETTLE_MS)
    nodes = page.evaluate("document.getElementsByTagName('*').length")
    cdp.detach()
    return min(used), int(nodes)


def loop(found: Kiosk) -> None:
    """One movement of the film, to its end."""
    before = found.page.inner_text(".kiosk-movement h2")
    found.page.clock.run_for(14_300)
    found.page.wait_for_function(
        "before => document.querySelector('.kiosk-movement h2')?.textContent !== before", arg=before
    )


def visit(found: Kiosk, dice: random.Random) -> None:
    """Wake, a door, some pages, another language; then leave it alone until the film is back."""
    page = found.page
    found.wake()
    found.tap_on(f'[data-door="{dice.choice(DOORS)}"]')
    if page.locator(".kiosk-entry").count():
        found.tap_on(f".kiosk-entry >> nth={dice.randrange(page.locator('.kiosk-entry').count())}")
    for _ in range(dice.randrange(3)):
        if page.locator("#kiosk-next:enabled").is_visible():
            found.tap_on("#kiosk-next")
    found.tap_on(f'#lang [data-lang="{dice.choice(("en", "kk", "ru"))}"]')
    if page.get_attribute("#atlas", "data-playing") == "true":
        found.tap_on("#play")
    for seconds, shown in ((76, True), (21, False)):
        found.pass_time(seconds)
        page.wait_for_selector(".kiosk-ask", state="visible" if shown else "hidden")
    found.wait_screen("attract")


def crowd(found: Kiosk, dice: random.Random, touches: int) -> dict[str, object]:
    """Touches anywhere, in batches; after each the kiosk is left alone until its film is back."""
    begun = time.monotonic()
    left = watch_leaving(found)
    done = 0
    while done < touches:
        batch = min(CROWD, touches - done)
        random_touches(found, dice, batch)
        done += batch
        left_alone(found)
        if done % 1000 == 0:
            print(f"{done} touches, {heap(found.page)}", file=sys.stderr)
    return {"touches": done, "touch_seconds": round(time.monotonic() - begun), "left": left()}


def main() -> int:
    """Run the soak; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loops", type=int, default=2000)
    parser.add_argument("--visits", type=int, default=2000)
    parser.add_argument("--touches", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1956)
    options = parser.parse_args()
    dice = random.Random(options.seed)  # noqa: S311  (the same visits every time)
    servers, browsers = address_fixture.__wrapped__(), browser_fixture.__wrapped__()
    begun = time.monotonic()
    with kiosk(
        next(browsers),
        next(servers),
        "&reload=off",
        prepare=coarse,
        kept=True,
    ) as found:
        touched = crowd(found, dice, options.touches)
        loops, visits = 0, 0
        warm = min(WARM_UP, max(options.loops, options.visits) // 4)
        first: tuple[int, int] | None = None
        while loops < options.loops or visits < options.visits:
            if loops < options.loops:
                loop(found)
                loops += 1
            if visits < options.visits:
                visit(found, dice)
                visits += 1
            if max(loops, visits) == warm and first is None:
                first = heap(found.page)
            if max(loops, visits) % 20 == 0:
                print(f"{loops} loops, {visits} visits, {heap(found.page)}", file=sys.stderr)
        last = heap(found.page)
        first = first or last
        figures = {
            "loops": loops,
            "visits": visits,
            "minutes": round((time.monotonic() - begun) / 60, 1),
            "heap_after_warm_up": first[0],
            "heap_at_end": last[0],
            "heap_ratio": round(last[0] / first[0], 3),
            "nodes_after_warm_up": first[1],
            "nodes_at_end": last[1],
            **touched,
            "complaints": found.complaints,
        }
    # As pytest ends its fixtures: what stands after their yield ends browser and server.
    for fixture in (browsers, servers):
        next(fixture, None)
    print(json.dumps(figures, indent=1))
    good = last[0] <= first[0] * HEAP_GROWTH and not (figures["complaints"] or figures["left"])
    return 0 if good and last[1] <= first[1] * HEAP_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
