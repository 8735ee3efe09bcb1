"""The vault folder on disk: header, key slots, encrypted attachments, writer lock, backups.

What stands behind this door is loaded when it is first asked for: a header is read without the ciphers.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from casebook.crypto.kdf import FLOOR_COST, KdfCost, calibrated
    from casebook.crypto.locked_memory import keys_are_locked
    from casebook.crypto.passphrase import Strength, passphrase_strength, require_strong
    from casebook.crypto.phrase import random_phrase
    from casebook.crypto.recovery_code import new_recovery_code, tidy_recovery_code
    from casebook.crypto.selftest import selftest
    from casebook.vault.backup_folder import BackupFolder
    from casebook.vault.blob_store import BlobStore, Sweep
    from casebook.vault.cloud_sync import synced_by
    from casebook.vault.folder import SUFFIX
    from casebook.vault.info import KeySlotInfo, VaultInfo, keyslot_kinds, vault_info
    from casebook.vault.keychain import Keychain, system_keychain
    from casebook.vault.keyslot import Credential, SlotKind
    from casebook.vault.opening import (
        create_vault,
        credential_of,
        derivation_of,
        open_by_keychain,
        open_vault,
    )
    from casebook.vault.tamper_code import TamperCode
    from casebook.vault.vault import Vault

__all__ = [
    "FLOOR_COST",
    "SUFFIX",
    "BackupFolder",
    "BlobStore",
    "Credential",
    "KdfCost",
    "KeySlotInfo",
    "Keychain",
    "SlotKind",
    "Strength",
    "Sweep",
    "TamperCode",
    "Vault",
    "VaultInfo",
    "calibrated",
    "create_vault",
    "credential_of",
    "derivation_of",
    "keys_are_locked",
    "keyslot_kinds",
    "new_recovery_code",
    "open_by_keychain",
    "open_vault",
    "passphrase_strength",
    "random_phrase",
    "require_strong",
    "selftest",
    "synced_by",
    "system_keychain",
    "tidy_recovery_code",
    "vault_info",
]

_MODULES = {
    "TamperCode": "casebook.vault.tamper_code",
    "BackupFolder": "casebook.vault.backup_folder",
    "BlobStore": "casebook.vault.blob_store",
    "Credential": "casebook.vault.keyslot",
    "FLOOR_COST": "casebook.crypto.kdf",
    "KdfCost": "casebook.crypto.kdf",
    "Keychain": "casebook.vault.keychain",
    "SUFFIX": "casebook.vault.folder",
    "KeySlotInfo": "casebook.vault.info",
    "SlotKind": "casebook.vault.keyslot",
    "Strength": "casebook.crypto.passphrase",
    "Sweep": "casebook.vault.blob_store",
    "Vault": "casebook.vault.vault",
    "VaultInfo": "casebook.vault.info",
    "calibrated": "casebook.crypto.kdf",
    "create_vault": "casebook.vault.opening",
    "credential_of": "casebook.vault.opening",
    "derivation_of": "casebook.vault.opening",
    "keys_are_locked": "casebook.crypto.locked_memory",
    "new_recovery_code": "casebook.crypto.recovery_code",
    "open_by_keychain": "casebook.vault.opening",
    "open_vault": "casebook.vault.opening",
    "passphrase_strength": "casebook.crypto.passphrase",
    "random_phrase": "casebook.crypto.phrase",
    "require_strong": "casebook.crypto.passphrase",
    "selftest": "casebook.crypto.selftest",
    "keyslot_kinds": "casebook.vault.info",
    "synced_by": "casebook.vault.cloud_sync",
    "system_keychain": "casebook.vault.keychain",
    "tidy_recovery_code": "casebook.crypto.recovery_code",
    "vault_info": "casebook.vault.info",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(name)
    value = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return value
