"""The domain of Support Time Out: no vendor and no I/O."""
