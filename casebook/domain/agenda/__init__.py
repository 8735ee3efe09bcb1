"""What lies ahead and behind: agenda, timeline, calendar entries."""
