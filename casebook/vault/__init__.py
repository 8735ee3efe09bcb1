"""The folder on disk: header, key slots, sealed attachments, one writer, backups."""

from casebook.crypto.kdf import FLOOR_COST, KdfCost, calibrated
from casebook.crypto.passphrase import Strength, passphrase_strength
from casebook.crypto.phrase import random_phrase
from casebook.crypto.recovery import new_recovery_code, tidy_recovery_code
from casebook.crypto.selftest import selftest
from casebook.vault.anchor import Anchor
from casebook.vault.backupplace import BackupPlace
from casebook.vault.blob_store import BlobStore, Sweep
from casebook.vault.cloud_sync import synced_by
from casebook.vault.folder import SUFFIX
from casebook.vault.info import SlotInfo, VaultInfo, slot_kinds, vault_info
from casebook.vault.keychain import Keychain, system_keychain
from casebook.vault.keyslot import Credential, SlotKind
from casebook.vault.opening import create_vault, credential_of, derivation_of, open_by_keychain, open_vault
from casebook.vault.vault import Vault

__all__ = [
    "FLOOR_COST",
    "SUFFIX",
    "Anchor",
    "BackupPlace",
    "BlobStore",
    "Credential",
    "KdfCost",
    "Keychain",
    "SlotInfo",
    "SlotKind",
    "Strength",
    "Sweep",
    "Vault",
    "VaultInfo",
    "calibrated",
    "create_vault",
    "credential_of",
    "derivation_of",
    "new_recovery_code",
    "open_by_keychain",
    "open_vault",
    "passphrase_strength",
    "random_phrase",
    "selftest",
    "slot_kinds",
    "synced_by",
    "system_keychain",
    "tidy_recovery_code",
    "vault_info",
]
