"""Files of older and other Office programs, read for their words."""
