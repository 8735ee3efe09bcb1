"""The invented sample casebook and the demonstration made from it."""

SPECIMEN = "SPECIMEN"
"""Name of the sample casebook that the window makes, to be tried and deleted."""
