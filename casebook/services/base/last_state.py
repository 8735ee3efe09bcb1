"""The last state of a vault, remembered on this computer by choice, so that a folder put back is noticed.

Kept beside the settings, each under a hash of the vault's id, which stands in the header: whoever has that
file and the folder can tell that this computer had the vault open, and about how often. Whoever can change
the file can have it forget, but not unsaid: a file that cannot be read is reported at each opening, and never
overwritten with what can still be read of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from uuid import UUID

from casebook.base.errors import DiskProblem
from casebook.base.message import Message
from casebook.base.settings import open_regular, settings_file
from casebook.store.base import audit
from casebook.store.store import Store
from casebook.vault import Vault
from casebook.vault.disk import disk, flush_folder, write_durably
from casebook.vault.lockfile import waited_lock

_LABEL = b"casebook last state"
_MAX_BYTES = 1 << 16
_MAX_STATES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LastState:
    """The state of a vault when this computer last had it open; it names no one.

    Attributes:
        generation: of its header.
        number: of the last entry in its audit chain.
        head: MAC of that entry, 64 hex digits.
        is_missed: the vault was found without it since, and nobody said that this is right.
    """

    generation: int
    number: int
    head: str
    is_missed: bool = False


def states_file() -> Path:
    """Return the file of the states, which exists only once a state is to be remembered."""
    return settings_file().with_name("last-states.json")


def known(vault_id: UUID) -> LastState | None:
    """Return what this computer remembers of a vault, or None if not asked to.

    Raises:
        DiskProblem: it cannot be read.
    """
    values = _stored().get(_key(vault_id))
    return None if values is None else _state_of(values)


def note(vault: Vault, number: int, head: str) -> None:
    """Remember what a vault has reached.

    Raises:
        DiskProblem: the disk refuses; what was remembered stays.
    """
    state = LastState(generation=vault.generation, number=number, head=head)
    _keep({vault.vault_id: state})


def forget(vault_id: UUID) -> None:
    """Forget the remembered state of a vault.

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
    overwritten, and the states of other vaults are written back as they were, whatever they are.

    Raises:
        DiskProblem: the disk refuses, or the file cannot be read.
    """
    path = states_file()
    with disk(Message("saving what this computer remembers of the casebook")):
        path.parent.mkdir(parents=True, exist_ok=True)
        with waited_lock(path.with_suffix(".lock")):
            stored = _stored()
            for vault_id, state in changes.items():
                stored.pop(_key(vault_id), None)
                if state:
                    stored[_key(vault_id)] = astuple(state)
            newest = dict(list(stored.items())[-_MAX_STATES:])
            growing = path.with_suffix(".new")
            write_durably(growing, json.dumps(newest).encode())
            growing.replace(path)
            flush_folder(path.parent)


def _stored() -> dict[str, object]:
    """What is kept by the key of each vault; nothing where there is no file.

    Raises:
        DiskProblem: the file is there and cannot be read, or is not what was written.
    """
    try:
        with open_regular(states_file()) as file:
            stored = json.loads(file.read(_MAX_BYTES))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable() from error
    if not isinstance(stored, dict):
        raise _unreadable()
    return stored


def _state_of(values: object) -> LastState:
    """The state of one vault as it is kept.

    Raises:
        DiskProblem: it makes no sense.
    """
    if not isinstance(values, list) or [type(value) for value in values] != [int, int, str, bool]:
        raise _unreadable()
    generation, number, head, is_missed = values
    return LastState(generation=generation, number=number, head=head, is_missed=is_missed)


def _unreadable() -> DiskProblem:
    path = states_file()
    return DiskProblem(
        "What this computer remembers of casebooks is damaged or cannot be read.",
        remedy=Message(
            "This computer cannot detect an older version of the folder at present. Compare the casebook "
            "with a backup or a tamper check code. Then delete {file} from your settings folder, and "
            "choose again what this computer remembers: Security, Checks.",
            file=f"{path.parent.name}/{path.name}",
        ),
    )


def _key(vault_id: UUID) -> str:
    return hashlib.sha256(_LABEL + vault_id.bytes).hexdigest()[:32]
