"""The last state of a vault, remembered on this computer by choice, so that a folder put back is noticed.

Kept beside the settings, each under a hash of the vault's id, which stands in the header: whoever has that
file and the folder can tell that this computer had the vault open, and about how often. Whoever can change
the file can have it forget. Unlike a theme, a state that was to be remembered must not be lost unsaid.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from uuid import UUID

from casebook.base.message import Message
from casebook.base.settings import settings_file
from casebook.store.base import audit
from casebook.store.transaction import Store
from casebook.vault import Vault
from casebook.vault.disk import disk, flush_folder, write_durably
from casebook.vault.lockfile import waited_lock

_LABEL = b"casebook last state"
_MAX_BYTES = 1 << 16
_MAX_STATES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LastState:
    """What a vault had reached when this computer last had it open; it names nobody.

    Attributes:
        generation: of its header.
        number: of the last entry in its chain of changes.
        head: MAC of that entry, 64 hex digits.
        is_missed: the vault was found without it since, and nobody said that this is right.
    """

    generation: int
    number: int
    head: str
    is_missed: bool = False


def states_file() -> Path:
    """Where the states are; there is none until somebody asks for one to be remembered."""
    return settings_file().with_name("last-states.json")


def known(vault_id: UUID) -> LastState | None:
    """What this computer remembers of a vault; None where nobody asked it to, or it cannot be read."""
    try:
        return _states().get(_key(vault_id))
    except OSError:
        return None


def note(vault: Vault, number: int, head: str) -> None:
    """Remember what a vault has reached.

    Raises:
        DiskProblem: the disk refuses; what was remembered stays.
    """
    state = LastState(generation=vault.generation, number=number, head=head)
    _keep({vault.vault_id: state})


def forget(vault_id: UUID) -> None:
    """Remember nothing of a vault.

    Raises:
        DiskProblem: the disk refuses; what was remembered stays.
    """
    _keep({vault_id: None})


def is_older(vault: Vault, store: Store, state: LastState) -> bool:
    """Whether a vault, as it was found, lacks what it had reached before."""
    with store.reading() as connection:
        is_held = audit.is_at(connection, state.number, state.head)
    return state.is_missed or vault.found_generation < state.generation or not is_held


def note_missed(vault: Vault, state: LastState) -> None:
    """Remember that a vault was found without its last state, since its generation rises again.

    Raises:
        DiskProblem: the disk refuses.
    """
    _keep({vault.vault_id: replace(state, is_missed=True)})


def carry_over(former_id: UUID, vault_id: UUID, state: LastState) -> None:
    """Remember a vault that got new keys as it was remembered before; what it was can only be put back now.

    Args:
        former_id: of the vault before; nothing happens where nobody asked for it to be remembered.
        vault_id: of the new one.
        state: what the new one has reached.

    Raises:
        DiskProblem: the disk refuses; what was remembered stays.
    """
    former = known(former_id)
    if former is None:
        return
    new = replace(state, is_missed=former.is_missed)
    _keep({vault_id: new, former_id: replace(former, is_missed=True)})


def _keep(changes: Mapping[UUID, LastState | None]) -> None:
    """Change states; of more than a hundred vaults the first are forgotten.

    SECURITY: other windows keep theirs in the same file, one at a time. A file that cannot be read is not
    overwritten.
    """
    path = states_file()
    with disk(Message("saving what this computer remembers of the casebook")):
        path.parent.mkdir(parents=True, exist_ok=True)
        with waited_lock(path.with_suffix(".lock")):
            states = _states()
            for vault_id, state in changes.items():
                states.pop(_key(vault_id), None)
                if state:
                    states[_key(vault_id)] = state
            newest = list(states.items())[-_MAX_STATES:]
            growing = path.with_suffix(".new")
            write_durably(growing, json.dumps({key: astuple(state) for key, state in newest}).encode())
            growing.replace(path)
            flush_folder(path.parent)


def _states() -> dict[str, LastState]:
    """The states by the key of their vault; those that make no sense are left out.

    Raises:
        OSError: the file is there and cannot be read.
    """
    try:
        with states_file().open("rb") as file:
            stored = json.loads(file.read(_MAX_BYTES))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    states = {}
    for key, values in stored.items() if isinstance(stored, dict) else ():
        if isinstance(values, list) and [type(value) for value in values] == [int, int, str, bool]:
            generation, number, head, is_missed = values
            states[key] = LastState(generation=generation, number=number, head=head, is_missed=is_missed)
    return states


def _key(vault_id: UUID) -> str:
    return hashlib.sha256(_LABEL + vault_id.bytes).hexdigest()[:32]
