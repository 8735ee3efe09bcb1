"""Who will hold a copy: drawn before it is built, and printed for the file."""
