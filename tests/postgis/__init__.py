"""Tests that need a PostgreSQL with PostGIS: `make test-postgis`."""
