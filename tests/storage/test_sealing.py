"""What is sealed opens with the right key for the right purpose, and with nothing else."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsupport.storage import sealing
from smartsupport.storage.sealing import CannotOpen, Cost, Wrapped
from tests.accounts import CHEAP

PURPOSE = b"for the test"


@given(plain=st.binary(max_size=100))
def test_only_the_private_half_opens_what_was_sealed(plain: bytes) -> None:
    mine, other = sealing.new_private_key(), sealing.new_private_key()
    sealed = sealing.seal(plain, sealing.public_key(mine), PURPOSE)
    assert sealing.unseal(sealed, mine, PURPOSE) == plain
    for key, purpose in ((other, PURPOSE), (mine, b"for another")):
        with pytest.raises(CannotOpen):
            sealing.unseal(sealed, key, purpose)


def test_no_changed_or_shortened_byte_opens() -> None:
    mine = sealing.new_private_key()
    sealed = sealing.seal(b"key", sealing.public_key(mine), PURPOSE)
    for n in range(len(sealed)):
        changed = sealed[:n] + bytes([sealed[n] ^ 1]) + sealed[n + 1 :]
        for wrong in (changed, sealed[:n]):
            with pytest.raises(CannotOpen):
                sealing.unseal(wrong, mine, PURPOSE)


def test_a_password_opens_what_it_wrapped_however_the_letters_were_typed() -> None:
    private = sealing.new_private_key()
    wrapped = sealing.wrap(private, "Correct Horse 7", PURPOSE, CHEAP)
    assert sealing.unwrap(wrapped, "Ｃｏｒｒｅｃｔ Ｈｏｒｓｅ ７", PURPOSE) == private
    for password, purpose in (("correct horse 7", PURPOSE), ("Correct Horse 7", b"another")):
        with pytest.raises(CannotOpen):
            sealing.unwrap(wrapped, password, purpose)


def test_the_same_password_never_wraps_alike() -> None:
    private = sealing.new_private_key()
    some = [sealing.wrap(private, "same password", PURPOSE, CHEAP) for _ in range(20)]
    assert len({w.sealed for w in some}) == len({w.salt for w in some}) == 20


@pytest.mark.parametrize("cost", [{"memory_kib": 2**40}, {"iterations": 10**9}, {"lanes": 0}])
def test_an_edited_cost_cannot_take_the_machine(cost: dict[str, int]) -> None:
    wrapped = sealing.wrap(sealing.new_private_key(), "p", PURPOSE, CHEAP)
    raw = msgspec.to_builtins(wrapped)
    raw["cost"] |= cost
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, Wrapped)


def test_the_usual_cost_is_what_the_documents_say() -> None:
    assert Cost(memory_kib=256 * 1024, iterations=1, lanes=4) == sealing.STANDARD


def test_every_code_has_its_own_key() -> None:
    assert sealing.private_key_from_code(bytes(20)) != sealing.private_key_from_code(b"\1" * 20)
