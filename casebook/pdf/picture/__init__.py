"""Image data as PDF streams hold it: DCT, JPEG and PNG."""
