"""What a request for a person must bring, what it brought, and what its papers say."""
