from uuid import UUID

from smartsupport.domain.venue import Place, Venue


def test_a_place_is_kept_in_whole_ten_millionths_of_a_degree():
    assert Place.of(35.6895, 139.69171) == Place(lat_e7=356895000, lon_e7=1396917100)


def test_a_venue_has_a_place_only_when_both_halves_are_known():
    venue = Venue(id=UUID(int=1), name="見本会館", lat_e7=356895000)
    assert venue.place is None
    known = Venue(id=UUID(int=1), name="見本会館", lat_e7=356895000, lon_e7=1396917100)
    assert known.place == Place.of(35.6895, 139.69171)
