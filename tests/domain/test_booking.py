from smartsupport.domain.booking import BookingState


def test_the_desk_expects_who_applied_or_was_confirmed():
    expected = {state for state in BookingState if state.expected}
    assert expected == {BookingState.APPLIED, BookingState.CONFIRMED}
