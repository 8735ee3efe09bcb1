"""Commands that calculate deadlines and keep those of a casebook."""
