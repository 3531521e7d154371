"""Everything that can go wrong for a reason a person can act on.

    Known
    ├── Refused        a rule says no; nothing was changed
    ├── NotFound       the thing asked for is not (or no longer) here
    └── Unavailable    a disk, folder, camera or database did not answer; try again

An error carries a code and data, never a sentence: `messages.py` makes the sentence and the
advice. Anything that is not `Known` is a bug.
"""


class Known(Exception):
    """A failure with a name; `data` fills the named fields of its sentence."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class Refused(Known):
    """A rule says no; nothing was changed."""


class NotFound(Known):
    """The thing asked for is not here."""


class Unavailable(Known):
    """A disk, folder, camera or database did not answer."""
