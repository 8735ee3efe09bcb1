"""What a person can do, one function or small class for each wish."""
