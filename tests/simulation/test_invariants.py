"""The invariants of a simulation find what they are there to find."""

from datetime import timedelta

from adapters.simulation.diary import Diary
from adapters.simulation.mailbox import Shown
from adapters.simulation.rates import Chance, Rates
from bot.check_ins.names import NOTE
from bot.core.names import Screen
from bot.core.screens import Card, Text
from bot.requests.screens import STATUS
from tests.simulation.invariants import after_stop, twice
from tests.simulation.play import START

MINUTE = timedelta(minutes=1)


def shown(screen: str, subject: str, minutes: int, text: str = "Hello") -> Shown:
    card = Card(Screen(screen), subject, "A private note", (Text(text),))
    return Shown(START + minutes * MINUTE, "sam", "m1", card)


def test_the_same_message_twice_is_found() -> None:
    assert twice([shown(NOTE, "e1", 0), shown(NOTE, "e1", 90)])
    assert not twice([shown(NOTE, "e1", 0), shown(NOTE, "e2", 90)])


def test_the_same_word_on_a_request_within_an_hour_is_found() -> None:
    assert twice([shown(STATUS, "r1", 0), shown(STATUS, "r1", 59)])
    assert not twice([shown(STATUS, "r1", 0), shown(STATUS, "r1", 61)])
    assert not twice([shown(STATUS, "r1", 0), shown(STATUS, "r1", 5, "Somebody has taken it")])
    assert twice([shown(STATUS, "r1", 0), shown(STATUS, "r2", 5), shown(STATUS, "r1", 9)])


def test_the_same_word_after_another_one_is_news() -> None:
    found, asking = "A peer can talk with you", "I'm asking the others now"
    words = [shown(STATUS, "r1", at, text) for at, text in ((0, found), (9, asking), (20, found))]
    assert not twice(words)
    assert twice([*words, shown(STATUS, "r1", 30, found)])


def test_a_message_after_a_stop_is_found() -> None:
    diary = Diary(stopped=[(START, "sam", "e1")])
    assert after_stop(diary, [shown("follow_up.week", "e1", 5)])
    assert not after_stop(diary, [shown("follow_up.week", "e2", 5)])
    assert not after_stop(diary, [shown("request.status", "e1", 5)])
    diary = Diary(stopped=[(START, "sam", "")])
    assert after_stop(diary, [shown(NOTE, "e2", 5)])


def test_chance_of_one_seed_says_the_same_again_and_of_another_something_else() -> None:
    rate = Rates().talks

    def drawn(seed: int) -> list[bool]:
        return [Chance(seed).falls(rate, "sam", number) for number in range(50)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert 5 < sum(drawn(1)) < 25
