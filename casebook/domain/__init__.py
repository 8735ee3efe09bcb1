"""The nouns of the work and what must be true of them: pure, without files, clock, Qt or SQL."""
