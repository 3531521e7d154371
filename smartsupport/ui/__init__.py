"""The window: shows and asks; no rule, no SQL."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # The wheel of PySide6 6.12.0 gives None, True and False away without counting them, which only
    # Python 3.12 and later forgive (there they never die): after some thousand calls of Qt, Python
    # 3.11 ends the program with "none_dealloc". A count nobody can use up is what 3.12 does too.
    for _single in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(_single)).value += sys.maxsize >> 2
