"""Files of public registers, read and compared with people."""
