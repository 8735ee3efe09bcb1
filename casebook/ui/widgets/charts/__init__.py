"""Charts, timelines and maps."""
