"""Supporters and participants of a file beside those who are stored: the same person, or not?

A key noted by an earlier import decides. Without one, a stored person is taken only when name and
reading or phone agree and nothing speaks against it; whoever merely may be the same is named in a
warning, for one namesake must not become the other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from smartsupport.domain.availability import Availability
from smartsupport.domain.errors import Refused
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import phone_digits, shown_name
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.text import folded
from smartsupport.services.import_plan import (
    Change,
    Context,
    Plan,
    Put,
    Row,
    by_source,
    chunks,
    compared,
    left_out,
    new_row,
)
from smartsupport.services.people import Person
from smartsupport.services.records import check, tidy
from smartsupport.sheets.availability import Statement
from smartsupport.sheets.draft import Draft, Problem
from smartsupport.storage.queries.imports import known_names
