"""Cases and their records."""
