"""Child processes: started, bounded and ended."""
