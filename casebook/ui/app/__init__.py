"""The application: start, preloading, locking."""
