"""The shipped rules, methods and calendars, read once for all the tests that count with them."""

from __future__ import annotations

from casebook.packs.deadline.deadlines import read_deadlines

SHELF = read_deadlines()
EXAMPLES = 40
"""For each method where all of them are tried: one engine counts for every method, so it meets thousands."""
