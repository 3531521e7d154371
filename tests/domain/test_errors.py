import pytest

from smartsupport.domain.errors import Known, NotFound, Refused, Unavailable


@pytest.mark.parametrize("kind", [Refused, NotFound, Unavailable])
def test_a_known_failure_carries_a_code_and_what_its_sentence_needs(kind):
    with pytest.raises(Known) as failure:
        raise kind("disk_full", path="台帳", free=0)
    assert failure.value.code == str(failure.value) == "disk_full"
    assert failure.value.data == {"path": "台帳", "free": 0}
