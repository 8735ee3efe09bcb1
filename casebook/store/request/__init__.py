"""Tables of tests of requests and of compared papers."""
