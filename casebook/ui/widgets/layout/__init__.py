"""Layout and small parts."""
