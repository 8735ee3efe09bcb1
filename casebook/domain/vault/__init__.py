"""What the vault keeps beside the nouns: encrypted files, the audit log, retention of backups."""
