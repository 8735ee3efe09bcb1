"""Commands on the vault itself: unlock methods, backups, the bin, search."""
