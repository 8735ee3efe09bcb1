"""Jobs of the bundle worker, which holds no keys."""
