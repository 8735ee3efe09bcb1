"""Starts the worker of a command first of all, so that it loads while the command line does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from casebook.cli.base.verb import Verb, VerbGroup
from casebook.cli.verbs import VERBS


@contextmanager
def worker_of(arguments: Sequence[str]) -> Iterator[None]:
    """Start the worker of the command that is called, if it uses one; ended with the block if nobody took it.

    Args:
        arguments: without the name of the program, not yet parsed.
    """
    verb = _called(arguments)
    if verb is None or not verb.worker or "--help" in arguments:
        yield
        return
    from casebook.host.process.worker_ahead import started_ahead
    from casebook.host.protocol.bundle_protocol import (
        BUNDLE_WORKER,
        LOAD_TO_BUILD,
        LOAD_TO_INSPECT,
        STALL_SECONDS,
    )

    load = LOAD_TO_BUILD if verb.worker == "build" else LOAD_TO_INSPECT
    with started_ahead(BUNDLE_WORKER, load, STALL_SECONDS):
        yield


def _called(arguments: Sequence[str]) -> Verb | None:
    entries: Sequence[Verb | VerbGroup] = VERBS
    for word in arguments:
        entry = next((one for one in entries if one.name == word), None)
        if not isinstance(entry, VerbGroup):
            return entry
        entries = entry.verbs
    return None
