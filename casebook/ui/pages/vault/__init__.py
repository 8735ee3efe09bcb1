"""Security, settings, the bin and the manual."""
