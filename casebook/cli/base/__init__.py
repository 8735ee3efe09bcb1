"""What every command shares: output, errors, the passphrase, typed values."""
