"""Use cases: one function or small class for each user action."""
