"""What letters and templates for Word may hold, and how they are set."""
