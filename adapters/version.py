"""The version of this program: the one place that says it."""

VERSION = "0.2.0.dev0"
"""A semantic version. With ``.dev0`` it is on the way to that release."""
