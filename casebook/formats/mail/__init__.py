"""Mail: letters of every program, read for their words, header and attachments."""
