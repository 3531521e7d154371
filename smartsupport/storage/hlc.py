"""The hybrid logical clock: it only orders concurrent writes, always advances and never throws.

48 bits of milliseconds above 16 bits of a counter, in one integer; a counter that runs over simply
carries into the milliseconds.
"""

from datetime import datetime

from smartsupport.storage.types import to_ms

_COUNTER_BITS = 16
_LARGEST = 2**63 - 2


def tick(last: int, now: datetime) -> int:
    """The next reading after `last`, at wall time `now`; greater than `last` whatever the wall."""
    wall = max(0, to_ms(now)) << _COUNTER_BITS
    return min(max(last + 1, wall), _LARGEST)


def observe(last: int, seen: int) -> int:
    """The reading after having seen another laptop's; however wrong its clock, never refused."""
    return min(max(last, seen), _LARGEST)
