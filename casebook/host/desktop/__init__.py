"""What the desktop tells and shows: sleep and the locked screen, and windows on it."""
