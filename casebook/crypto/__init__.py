"""Key derivation, encryption and secrets: the only package that imports cryptographic libraries."""
