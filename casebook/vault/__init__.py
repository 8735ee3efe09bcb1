"""The vault folder on disk: header, key slots, encrypted attachments, writer lock, backups.

What stands behind this door is loaded when it is first asked for: a header is read without the ciphers.
Services reach the few parts of `crypto` that they need through it, too.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from casebook.crypto.device_card import DeviceCard as DeviceCard
    from casebook.crypto.device_card import card_text as card_text
    from casebook.crypto.device_card import holds_card as holds_card
    from casebook.crypto.device_card import is_first as is_first
    from casebook.crypto.device_card import new_card as new_card
    from casebook.crypto.device_card import pair_words as pair_words
    from casebook.crypto.device_card import read_card as read_card
    from casebook.crypto.device_keys import DeviceKeys as DeviceKeys
    from casebook.crypto.device_keys import device_id as device_id
    from casebook.crypto.device_keys import new_seed as new_seed
    from casebook.crypto.device_keys import require_signed_by as require_signed_by
    from casebook.crypto.device_keys import seal_to_device as seal_to_device
    from casebook.crypto.kdf import FLOOR_COST as FLOOR_COST
    from casebook.crypto.kdf import KdfCost as KdfCost
    from casebook.crypto.kdf import calibrated as calibrated
    from casebook.crypto.locked_memory import keys_are_locked as keys_are_locked
    from casebook.crypto.minisign import require_minisigned as require_minisigned
    from casebook.crypto.passphrase import Strength as Strength
    from casebook.crypto.passphrase import passphrase_strength as passphrase_strength
    from casebook.crypto.passphrase import require_strong as require_strong
    from casebook.crypto.phrase import random_phrase as random_phrase
    from casebook.crypto.recovery_code import new_recovery_code as new_recovery_code
    from casebook.crypto.recovery_code import tidy_recovery_code as tidy_recovery_code
    from casebook.crypto.secret import Secret as Secret
    from casebook.crypto.selftest import selftest as selftest
    from casebook.crypto.share import last_words as last_words
    from casebook.crypto.share import share_fingerprint as share_fingerprint
    from casebook.crypto.share_words import tidy_words as tidy_words
    from casebook.crypto.signature import key_words as key_words
    from casebook.vault.backup_folder import BackupFolder as BackupFolder
    from casebook.vault.blob_store import BlobStore as BlobStore
    from casebook.vault.blob_store import Sweep as Sweep
    from casebook.vault.cloud_sync import synced_by as synced_by
    from casebook.vault.folder import SUFFIX as SUFFIX
    from casebook.vault.guardian_shares import credential_of_share_texts as credential_of_share_texts
    from casebook.vault.guardian_shares import is_in_header as is_in_header
    from casebook.vault.guardian_shares import new_shares as new_shares
    from casebook.vault.info import KeySlotInfo as KeySlotInfo
    from casebook.vault.info import VaultInfo as VaultInfo
    from casebook.vault.info import keyslot_kinds as keyslot_kinds
    from casebook.vault.info import vault_info as vault_info
    from casebook.vault.keychain import Keychain as Keychain
    from casebook.vault.keychain import system_keychain as system_keychain
    from casebook.vault.keyslot import Credential as Credential
    from casebook.vault.keyslot import SlotKind as SlotKind
    from casebook.vault.opening import create_phrase_vault as create_phrase_vault
    from casebook.vault.opening import create_vault as create_vault
    from casebook.vault.opening import credential_of as credential_of
    from casebook.vault.opening import derivation_of as derivation_of
    from casebook.vault.opening import open_by_keychain as open_by_keychain
    from casebook.vault.opening import open_vault as open_vault
    from casebook.vault.tamper_code import TamperCode as TamperCode
    from casebook.vault.vault import Vault as Vault

_MODULES = {
    "DeviceCard": "casebook.crypto.device_card",
    "card_text": "casebook.crypto.device_card",
    "holds_card": "casebook.crypto.device_card",
    "is_first": "casebook.crypto.device_card",
    "new_card": "casebook.crypto.device_card",
    "pair_words": "casebook.crypto.device_card",
    "read_card": "casebook.crypto.device_card",
    "key_words": "casebook.crypto.signature",
    "DeviceKeys": "casebook.crypto.device_keys",
    "device_id": "casebook.crypto.device_keys",
    "new_seed": "casebook.crypto.device_keys",
    "require_signed_by": "casebook.crypto.device_keys",
    "seal_to_device": "casebook.crypto.device_keys",
    "FLOOR_COST": "casebook.crypto.kdf",
    "KdfCost": "casebook.crypto.kdf",
    "calibrated": "casebook.crypto.kdf",
    "keys_are_locked": "casebook.crypto.locked_memory",
    "require_minisigned": "casebook.crypto.minisign",
    "Strength": "casebook.crypto.passphrase",
    "passphrase_strength": "casebook.crypto.passphrase",
    "require_strong": "casebook.crypto.passphrase",
    "random_phrase": "casebook.crypto.phrase",
    "new_recovery_code": "casebook.crypto.recovery_code",
    "tidy_recovery_code": "casebook.crypto.recovery_code",
    "Secret": "casebook.crypto.secret",
    "selftest": "casebook.crypto.selftest",
    "last_words": "casebook.crypto.share",
    "share_fingerprint": "casebook.crypto.share",
    "tidy_words": "casebook.crypto.share_words",
    "BackupFolder": "casebook.vault.backup_folder",
    "BlobStore": "casebook.vault.blob_store",
    "Sweep": "casebook.vault.blob_store",
    "synced_by": "casebook.vault.cloud_sync",
    "SUFFIX": "casebook.vault.folder",
    "credential_of_share_texts": "casebook.vault.guardian_shares",
    "is_in_header": "casebook.vault.guardian_shares",
    "new_shares": "casebook.vault.guardian_shares",
    "KeySlotInfo": "casebook.vault.info",
    "VaultInfo": "casebook.vault.info",
    "keyslot_kinds": "casebook.vault.info",
    "vault_info": "casebook.vault.info",
    "Keychain": "casebook.vault.keychain",
    "system_keychain": "casebook.vault.keychain",
    "Credential": "casebook.vault.keyslot",
    "SlotKind": "casebook.vault.keyslot",
    "create_phrase_vault": "casebook.vault.opening",
    "create_vault": "casebook.vault.opening",
    "credential_of": "casebook.vault.opening",
    "derivation_of": "casebook.vault.opening",
    "open_by_keychain": "casebook.vault.opening",
    "open_vault": "casebook.vault.opening",
    "TamperCode": "casebook.vault.tamper_code",
    "Vault": "casebook.vault.vault",
}
"""Where each name stands, in the order of the imports above: a test compares the two."""


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(name)
    value = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return value
