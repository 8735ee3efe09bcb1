"""Papers for a client: their wording, their files, and the answers that come back."""
