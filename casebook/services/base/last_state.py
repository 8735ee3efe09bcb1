"""The last state of a vault, remembered on this computer by choice, so that a folder put back is noticed.

Kept in the settings file under a hash of the vault's id, which stands in the header: whoever has both can
tell that this computer had the vault open, and about how often. Whoever can change the file can have it
forget.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from uuid import UUID

from casebook.base.settings import LastState, keep_last_state, last_states, settings_file
from casebook.store.base import audit
from casebook.store.transaction import Store
from casebook.vault import Vault

_LABEL = b"casebook last state"


def known(vault_id: UUID) -> LastState | None:
    """What this computer remembers of a vault; None where nobody asked it to."""
    return last_states(settings_file()).get(_key(vault_id))


def note(vault: Vault, number: int, head: str) -> None:
    """Remember what a vault has reached."""
    state = LastState(generation=vault.generation, number=number, head=head)
    keep_last_state(settings_file(), _key(vault.vault_id), state)


def forget(vault_id: UUID) -> None:
    """Remember nothing of a vault."""
    keep_last_state(settings_file(), _key(vault_id), None)


def is_older(vault: Vault, store: Store, state: LastState) -> bool:
    """Whether a vault, as it was found, lacks what it had reached before."""
    with store.reading() as connection:
        is_held = audit.is_at(connection, state.number, state.head)
    return state.is_missed or vault.found_generation < state.generation or not is_held


def note_missed(vault: Vault, state: LastState) -> None:
    """Remember that a vault was found without its last state, since its generation rises again."""
    keep_last_state(settings_file(), _key(vault.vault_id), replace(state, is_missed=True))


def carry_over(former_id: UUID, vault_id: UUID, state: LastState) -> None:
    """Remember a vault that got new keys as it was remembered before; what it was can only be put back now.

    Args:
        former_id: of the vault before; nothing happens where nobody asked for it to be remembered.
        vault_id: of the new one.
        state: what the new one has reached.
    """
    former = known(former_id)
    if former is None:
        return
    keep_last_state(settings_file(), _key(vault_id), replace(state, is_missed=former.is_missed))
    keep_last_state(settings_file(), _key(former_id), replace(former, is_missed=True))


def _key(vault_id: UUID) -> str:
    return hashlib.sha256(_LABEL + vault_id.bytes).hexdigest()[:32]
