"""Domain entities and their rules: pure, without files, clock, Qt or SQL."""
