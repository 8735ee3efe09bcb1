"""The protocols between the program's processes, as frozen values."""
