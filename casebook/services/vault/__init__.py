"""The vault: created, unlocked, backed up, checked."""
