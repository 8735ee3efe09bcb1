"""The folder on disk: header, key slots, sealed attachments, one writer."""

from casebook.crypto.kdf import FLOOR_COST, KdfCost, calibrated
from casebook.crypto.passphrase import Strength, passphrase_strength
from casebook.crypto.recovery import tidy_recovery_code
from casebook.vault.attachment import Attachments, Sweep
from casebook.vault.info import SlotInfo, VaultInfo, vault_info
from casebook.vault.opening import create_vault, open_vault
from casebook.vault.vault import Vault

__all__ = [
    "FLOOR_COST",
    "Attachments",
    "KdfCost",
    "SlotInfo",
    "Strength",
    "Sweep",
    "Vault",
    "VaultInfo",
    "calibrated",
    "create_vault",
    "open_vault",
    "passphrase_strength",
    "tidy_recovery_code",
    "vault_info",
]
