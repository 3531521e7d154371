import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartsupport import log


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    handler = log.start(tmp_path / "logs")
    yield tmp_path / "logs" / "smartsupport.log"
    log.stop(handler)


def test_codes_and_ids_are_written_as_they_are(file: Path) -> None:
    logging.getLogger("smartsupport.desk").info(
        "arrive %s %s", "already_in", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
    )

    text = file.read_text("utf-8")
    assert "already_in" in text
    assert "6f9619ff-8b86-d011-b42d-00cf4fc964ff" in text


@pytest.mark.parametrize(
    "said",
    ["山田花子 is here", "phone 090-1234-5678", "('Yamada Hanako', 3)", 'name="Yamada"', "ﾔﾏﾀﾞ"],
)
def test_nobody_is_named_in_a_message(file: Path, said: str) -> None:
    logging.getLogger("smartsupport.desk").warning(said)

    text = file.read_text("utf-8")
    for secret in ("山田", "1234", "5678", "Yamada", "ﾔﾏ"):
        assert secret not in text


def test_a_fault_says_where_but_not_with_whom(file: Path) -> None:
    def find() -> None:
        raise KeyError("山田花子")

    try:
        try:
            find()
        except KeyError as error:
            raise ValueError("row ('Yamada', '090-1234-5678')") from error
    except ValueError:
        logging.getLogger("smartsupport.desk").exception("fault")

    text = file.read_text("utf-8")
    assert "tests/test_log.py" in text
    assert "in find" in text
    assert "KeyError" in text
    assert "ValueError" in text
    assert "山田" not in text
    assert "Yamada" not in text
    assert str(Path(__file__).parents[2]) not in text
