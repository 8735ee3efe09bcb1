"""The protocols between our processes, as frozen values."""
