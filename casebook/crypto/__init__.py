"""Key derivation, sealing and secrets: the only importer of cryptographic libraries."""
