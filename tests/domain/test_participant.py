from uuid import UUID

from smartsupport.domain.participant import ASKED_AGE_BANDS, AgeBand, Participant


def test_sixty_five_or_over_is_exact_or_not_known():
    told = {band: band.is_65_or_over for band in AgeBand}
    assert [b for b, over in told.items() if over is False] == [AgeBand.UNDER_60, AgeBand.FROM_60]
    assert [b for b, over in told.items() if over is None] == [AgeBand.UNKNOWN, AgeBand.DECADE_60]


def test_the_desk_asks_eight_bands_by_the_keys_1_to_8():
    assert ASKED_AGE_BANDS[0] is AgeBand.UNDER_60
    assert ASKED_AGE_BANDS[7] is AgeBand.UNKNOWN
    assert len(ASKED_AGE_BANDS) == 8


def test_anything_to_call_someone_by_makes_them_somebody():
    assert Participant(id=UUID(int=1)).anonymous
    assert Participant(id=UUID(int=1), note="杖", age_band=AgeBand.FROM_85).anonymous
    for known in ({"name": "山田"}, {"kana": "ヤマダ"}, {"phone": "000-1234"}):
        assert not Participant(id=UUID(int=1), **known).anonymous
