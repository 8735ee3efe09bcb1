"""Vault data besides the nouns: encrypted files, the audit log, retention of backups."""
