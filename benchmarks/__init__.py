"""Measurements of the atlas in headless Chromium; run with ``make bench``."""
