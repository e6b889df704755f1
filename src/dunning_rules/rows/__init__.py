"""One row of data: what its fields mean, whether it is a record, and what is wrong with it in words that help."""
