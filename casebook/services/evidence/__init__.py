"""Documents: import, text recognition, copies and chain of custody."""
