"""What a person saw before changing it.

A record read from storage carries `seen`: an opaque note of which versions it shows. A change made
from that record says so in the log, and two laptops that changed the same thing without seeing each
other are told apart from one that corrected the other.
"""

from typing import NewType

Seen = NewType("Seen", bytes)

UNSEEN = Seen(b"")
