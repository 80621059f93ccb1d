"""How sure a share is."""

from __future__ import annotations

from math import sqrt

Z = 1.96
"""Of the normal distribution, for 95 %."""


def wilson(right: int, count: int) -> tuple[float, float]:
    """The interval that holds a share with 95 % (Wilson 1927, without correction for continuity).

    Args:
        right: Of ``count``.
        count: 0 gives all from 0 to 1.
    """
    if not count:
        return 0.0, 1.0
    share, z2 = right / count, Z * Z
    middle = share + z2 / (2 * count)
    width = Z * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return max(0.0, (middle - width) / (1 + z2 / count)), min(1.0, (middle + width) / (1 + z2 / count))
