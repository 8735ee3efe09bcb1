"""Documents: imported, recognised, copied out, their chain of custody."""
