"""Commands on the library, country data and reference data."""
