"""What a row keeps of its history: per group, the versions that nothing has replaced.

For every group the *heads* are the ops that no other op names in its base. One head is the normal
case; two or more are concurrent writes, of which the greatest (hlc, id) is shown and the others
are kept. *Ghosts* are ops that something already replaced although they have not arrived yet.
Folding is pure and does not depend on the order in which ops come.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from smartsupport.storage.op import Op
from smartsupport.storage.schema import DELETED, VOIDED
from smartsupport.storage.types import Primitive

GroupValues = dict[str, Primitive]


class Head(NamedTuple):
    """One standing version of a group. `saw`, of a deletion only: the heads it had seen."""

    op: bytes
    hlc: int
    values: GroupValues
    saw: dict[str, list[bytes]] | None = None

    @property
    def rank(self) -> tuple[int, bytes]:
        """What decides which version is shown."""
        return (self.hlc, self.op)


@dataclass(slots=True)
class Group:
    """The standing versions of one group."""

    heads: list[Head] = field(default_factory=list)
    ghosts: set[bytes] = field(default_factory=set)

    @property
    def shown(self) -> Head:
        """The version that the row's columns hold."""
        return max(self.heads, key=lambda head: head.rank)


Heads = dict[str, Group]


def fold(heads: Heads, op: Op, known: Callable[[tuple[bytes, str]], bool]) -> list[str]:
    """Take `op` into `heads`; returns the groups whose standing versions it touched.

    `known` tells whether an op has been folded into this group of this row before: an op named in
    a base that is neither a head nor known is remembered as a ghost. An op must be folded once
    only.
    """
    for name, values in op.values.items():
        group = heads.setdefault(name, Group())
        for seen in op.base.get(name, ()):
            if seen == op.id:
                continue
            if any(head.op == seen for head in group.heads):
                group.heads = [head for head in group.heads if head.op != seen]
            elif not known((seen, name)):
                group.ghosts.add(seen)
        if op.id in group.ghosts:
            group.ghosts.discard(op.id)
        else:
            saw = op.base if name == DELETED else None
            group.heads.append(Head(op.id, op.hlc, values, saw))
            group.heads.sort(key=lambda head: head.rank)
    return list(op.values)


def is_deleted(heads: Heads) -> bool:
    """Whether the row is deleted: a deletion is shown and every standing version was seen by one.

    An edit that no standing deletion had seen beats them all: the row is back.
    """
    group = heads.get(DELETED)
    if group is None or not group.heads or not group.shown.values.get(DELETED):
        return False
    deletions = [head.saw or {} for head in group.heads if head.values.get(DELETED)]
    return all(
        any(head.op in saw.get(name, ()) for saw in deletions)
        for name, other in heads.items()
        if name != DELETED
        for head in other.heads
    )


def is_voided(heads: Heads) -> bool:
    """Whether any void names this event."""
    group = heads.get(VOIDED)
    return bool(group and group.heads)


def base_of(heads: Heads, groups: Iterable[str]) -> dict[str, list[bytes]]:
    """What a writer who saw `heads` writes as the base of these groups."""
    return {g: [head.op for head in heads[g].heads] for g in groups if g in heads}


def siblings(heads: Heads, groups: Iterable[str]) -> dict[str, list[Head]]:
    """Of these groups, those with two or more different standing values, the shown one last."""
    out = {}
    for name in groups:
        standing = heads[name].heads if name in heads else []
        if len({tuple(sorted(head.values.items())) for head in standing}) > 1:
            out[name] = standing
    return out


# --- bytes ------------------------------------------------------------------------------------
# Most rows were written by one op in all their groups: each op is stored once, and the groups
# that stand on the commonest op alone are not listed. A single head's values stand in the
# columns, so only concurrent heads carry theirs.

_StoredHead = tuple[int, dict[str, Any] | None, dict[str, list[bytes]] | None]


class _Stored(msgspec.Struct, array_like=True, frozen=True):
    ops: list[tuple[bytes, int]]
    absent: list[str]
    groups: dict[str, tuple[list[_StoredHead], list[bytes]]]


_encoder = msgspec.msgpack.Encoder(order="sorted")
_decoder = msgspec.msgpack.Decoder(_Stored)


def encode(heads: Heads, all_groups: tuple[str, ...]) -> bytes:
    """The heads as bytes; equal heads give equal bytes."""
    ops = sorted({(head.op, head.hlc) for group in heads.values() for head in group.heads})
    counted = {op: 0 for op in ops}
    for group in heads.values():
        if _is_plain(group):
            counted[(group.heads[0].op, group.heads[0].hlc)] += 1
    ops.sort(key=lambda op: (-counted[op], op))
    place = {op: index for index, (op, _hlc) in enumerate(ops)}
    missing = [g for g in all_groups if g not in heads]
    listed = {}
    for name, group in heads.items():
        if _is_plain(group) and place[group.heads[0].op] == 0 and name in all_groups:
            continue
        # The column of a deletion holds what came of it, not what was written.
        one = len(group.heads) == 1 and name != DELETED
        listed[name] = (
            [(place[h.op], None if one else h.values, h.saw) for h in group.heads],
            sorted(group.ghosts),
        )
    return _encoder.encode(_Stored(ops=ops, absent=missing, groups=listed))


def _is_plain(group: Group) -> bool:
    return len(group.heads) == 1 and not group.ghosts and group.heads[0].saw is None


def decode(
    stored: bytes, all_groups: tuple[str, ...], column_values: Callable[[str], GroupValues]
) -> Heads:
    """The heads from bytes; `column_values` gives the row's own values of a group."""
    if not stored:
        return {}
    found = _decoder.decode(stored)
    heads: Heads = {}
    for name, (entries, ghosts) in found.groups.items():
        heads[name] = Group(
            [
                Head(*found.ops[i], column_values(name) if values is None else values, saw)
                for i, values, saw in entries
            ],
            set(ghosts),
        )
    for name in all_groups:
        if name not in heads and name not in found.absent:
            heads[name] = Group([Head(*found.ops[0], column_values(name))])
    return heads


def fresh(op: Op, all_groups: tuple[str, ...]) -> bytes:
    """The heads of a row that `op` alone has just made."""
    alone = {name: Group([Head(op.id, op.hlc, {})]) for name in all_groups if name in op.values}
    return encode(alone, all_groups)


def seen_base(stored: bytes, all_groups: tuple[str, ...]) -> Heads:
    """The heads a person saw, without their values: enough to say what a change replaces."""
    return decode(stored, all_groups, lambda _name: {})
