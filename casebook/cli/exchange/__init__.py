"""Commands that import and export lists and whole casebooks."""
