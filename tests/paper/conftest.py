"""Paper is judged as the ward office reads it: in Japanese."""

import pytest

from smartsupport import i18n
from smartsupport.paths import resources


@pytest.fixture(autouse=True)
def _japanese() -> None:
    i18n.use("ja", resources() / "locale")
