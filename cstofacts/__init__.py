"""Compare what sources say: a claims registry, a reconciler and a command line."""

__version__ = "0.1.0"
