"""What every method takes and returns, and the conventions that several share."""

from typing import NamedTuple

import numpy as np

from cstofacts.support.votes import Floats

ROUNDS = 20
"""How often a method without a stopping rule of its own goes round: as Pasternack and Roth do (2010)."""


class Estimate(NamedTuple):
    """For each answer a score, which compares it with the other answers to its question and with no others; for each voter a trust, if any.

    The trusts of one method compare with each other, and with those of no other method. NaN is the trust in a voter of whom nothing is known.
    """

    scores: Floats
    trust: Floats | None = None


def scaled(values: Floats) -> Floats:
    """The values, with the greatest of them 1; zeros as they are."""
    greatest = values.max(initial=0.0)
    return values / greatest if greatest > 0 else values


def is_too_small(values: Floats) -> bool:
    """Whether any value has become too small to divide by."""
    return bool(values.min(initial=1.0) < np.finfo(float).tiny)
