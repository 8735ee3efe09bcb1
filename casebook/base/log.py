"""What the program says of itself while it works: verbs, counts and ids, never what a record says."""

from __future__ import annotations

import logging
import sys


def start_log(*, verbose: bool = False) -> None:
    """Send the log to standard error; quiet unless asked. No log file exists."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("casebook")
    root.handlers = [handler]
    root.setLevel(logging.INFO if verbose else logging.WARNING)
    root.propagate = False
