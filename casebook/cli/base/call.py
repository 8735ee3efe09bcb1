"""Calls a command, loading its code while the key of its vault is derived."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from casebook.base.log import start_log
from casebook.cli.base import progress
from casebook.cli.base.verb import Verb

_OPENING = "casebook.cli.base.opening"
"""Loaded with the code of a command that opens a vault, while its key is derived."""


def call(verb: Verb, typed: dict[str, Any]) -> object:
    """Return the result of the command: an exit code, a `WindowRequest` to open, or None.

    Args:
        verb: with the place of its code.
        typed: the values, by the names of the parameters.
    """
    start_log()
    module, _, function = verb.run.partition(":")
    try:
        with _key_ahead(typed if verb.opens_vault else {}):
            if verb.opens_vault and typed.get("vault"):
                _loaded(_OPENING)
            return getattr(_loaded(module), function)(**dict(verb.about), **typed)
    finally:
        progress.stop()


def _loaded(module: str) -> ModuleType:
    """Return the code of a command.

    What is loaded stays to the end: collections that look through it cost a quarter of loading.
    """
    if module in sys.modules:
        return sys.modules[module]
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _key_ahead(typed: dict[str, Any]) -> Iterator[None]:
    """Start deriving the key if no one has to be asked for the passphrase first."""
    if typed.get("vault") is None:
        yield
        return
    from casebook.cli.base import key_ahead
    from casebook.cli.base.passphrase import keyfile, passphrase_at_hand

    secret = passphrase_at_hand(typed["passphrase_file"])
    if secret is not None:
        key_ahead.start(typed["vault"], secret, keyfile(typed.get("keyfile")))
    try:
        yield
    finally:
        key_ahead.drop()
