"""The session's side of the isolated workers."""
