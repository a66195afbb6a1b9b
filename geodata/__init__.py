"""The domain: tables of evidence, validated, as GeoPandas layers and as what the browser needs.

Nothing here knows Dash. Read a package with :func:`geodata.atlas.load`.
"""
