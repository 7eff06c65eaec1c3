"""The domain of Support Time Out: the standard library and itself only."""
