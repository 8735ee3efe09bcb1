"""All that may read files nobody vouches for: processes that draw, read or bind them, without keys."""
