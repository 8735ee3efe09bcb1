"""Isolated worker processes, the only code that parses untrusted files; they hold no keys."""
