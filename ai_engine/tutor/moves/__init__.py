"""Which move comes next."""
