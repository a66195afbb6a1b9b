"""Dash components, one part of the screen per module. No data access, no callbacks."""
