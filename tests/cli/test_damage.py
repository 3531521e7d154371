"""A bit turned in any page: one sentence, never a trace, and `check` always finds it."""

from pathlib import Path
from random import Random

from smartsupport.paths import Places
from tests.cli.running import run

PAGE = 4096


def test_no_turned_bit_is_a_mistake_of_the_program(practice: Path) -> None:
    file, draw = Places(base=practice).database, Random(4)
    whole = file.read_bytes()
    listed = set()

    for page in [0, 1, *draw.sample(range(2, len(whole) // PAGE), 25)]:
        turned = bytearray(whole)
        turned[page * PAGE + draw.randrange(PAGE)] ^= 1 << draw.randrange(8)
        file.write_bytes(turned)
        for verb in (("list", "participants"), ("check",)):
            ran = run(practice, *verb)
            assert "Traceback" not in ran.err
            assert len(ran.err.splitlines()) == (ran.code in (1, 3)), ran
            if verb == ("check",):
                assert ran.code in (1, 3, 4), page
            else:
                assert ran.code in (0, 1, 3), ran
                listed.add(ran.code)

    assert {0, 3} <= listed  # some pages were needed for the list, and some not
