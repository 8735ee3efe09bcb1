"""Proofs of time brought with a file: RFC 3161 tokens and OpenTimestamps, verified without a network."""
