"""What makes one of the three lists of the 名簿: its columns, its form, and how it is stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any
from uuid import UUID

from smartsupport.domain.availability import Answer
from smartsupport.services.office import Office
from smartsupport.services.people import Past
from smartsupport.services.same import Joined
from smartsupport.ui.inputs import Field
from smartsupport.ui.rows import Column

Week = Mapping[int, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a list is asked for; `equal` are the values of the filter chip that is picked."""

    text: str = ""
    equal: tuple[tuple[str, object], ...] = ()
    descending: bool = False
    limit: int = 0
    """Only so many from the front; 0 = all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One record as it was read, with what its pane shows beside the form."""

    record: Any
    week: Week | None = None
    others: int = 0
    """What a supporter said besides whole weekdays: dates, mornings."""
    visits: tuple[Past, ...] | None = None
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One list. Texts are msgids (`N_`); what is a function is called when it is shown.

    `private` are fields that stay out of sight until asked for, on a tab of their own.
    """

    kind: type
    code: str
    """The kind of list, as an import calls it."""
    title: str
    icon: str
    hint: str
    empty: tuple[str, str]
    new: str
    history: str
    """The title of the visits' tab; "" = it has none."""
    columns: Sequence[Column[Any]]
    fields: Callable[[], Sequence[Field]]
    private: Callable[[], Sequence[Field]] = tuple
    filters: Callable[[], Sequence[tuple[tuple[str, object], str]]] = tuple
    mark: Callable[[Any], str] = lambda _record: ""
    """The icon before a row, "" for none."""
    blank: Callable[[UUID], Any]
    ids: Callable[[Office, Query], list[UUID]]
    rows: Callable[[Office, list[UUID]], dict[UUID, Any]]
    index: Callable[[Office, Query], dict[str, int]]
    read: Callable[[Office, UUID], Opened]
    save: Callable[[Office, Any, Mapping[str, Any], Week | None], Any]
    called: Callable[[Any], str]
    """How a sentence names a record."""
    cards: bool = False
    week: bool = False


def shown(record: Any, names: Sequence[str]) -> dict[str, Any]:
    """A record's values as its form holds them."""
    return {name: _to_form(getattr(record, name)) for name in names}


def stored(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values as the record holds them; what was emptied falls back to its default."""
    defaults = {f.name: f.default for f in fields(kind)}
    return {name: _from_form(value, defaults[name]) for name, value in values.items()}


def _to_form(value: Any) -> Any:
    if isinstance(value, frozenset):
        return tuple(value)
    if isinstance(value, tuple):  # several names in one line
        return "、".join(value)
    return value


def _from_form(value: Any, default: Any) -> Any:
    if isinstance(default, frozenset):
        return frozenset(value)
    if isinstance(default, tuple):
        parts = str(value).replace(",", "、").split("、")
        return tuple(part.strip() for part in parts if part.strip())
    if value is None and default is not MISSING:
        return default
    return value
