"""The library, country data and reference data."""
