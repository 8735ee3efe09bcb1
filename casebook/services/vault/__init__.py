"""The vault: creation, unlocking, backups and checks."""
