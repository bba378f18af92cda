"""The link that plays recorded dialogues."""

import pytest

from app.core.errors import Cancelled, DeviceGone, DeviceTimeout
from app.core.waiting import Deadline, Stop
from app.devices.links.dialogue import DialogueLink, Fault, Turn


def test_answers_in_order_and_from_what_was_said():
    link = DialogueLink([Turn(rb"name\?\n", b"lab\n"), Turn(rb"say (\w+)\n", lambda said: said[1] + b"!\n")], Stop(), b"ready\n")
    assert link.read(Deadline(0.1)) == b"ready\n"
    link.write(b"na", Deadline(0.1))
    link.write(b"me?\nsay hi\n", Deadline(0.1))
    assert link.read(Deadline(0.1)) == b"lab\nhi!\n"
    assert (link.left, link.unanswered) == (0, b"")


def test_words_nobody_expects_meet_silence():
    link = DialogueLink([Turn(b"a", b"b")], Stop())
    link.write(b"x", Deadline(0.1))
    with pytest.raises(DeviceTimeout):
        link.read(Deadline(0.1))
    assert (link.left, link.unanswered) == (1, b"x")


def test_gone_and_silent_stay_so():
    gone = DialogueLink([Turn(b"a", Fault.GONE)], Stop())
    gone.write(b"a", Deadline(0.1))
    with pytest.raises(DeviceGone):
        gone.read(Deadline(0.1))
    with pytest.raises(DeviceGone):
        gone.write(b"a", Deadline(0.1))
    silent = DialogueLink([Turn(b"a", Fault.SILENCE), Turn(b"b", b"c")], Stop())
    silent.write(b"ab", Deadline(0.1))
    with pytest.raises(DeviceTimeout):
        silent.read(Deadline(0.1))


def test_a_stop_is_heard():
    stop = Stop()
    link = DialogueLink([], stop)
    stop.set()
    with pytest.raises(Cancelled):
        link.read(Deadline(5))
    link.close()
    assert link.closed


def test_what_was_said_before_the_end_is_read_first():
    link = DialogueLink([Turn(b"a", b"last words"), Turn(b"b", Fault.GONE), Turn(b"c", b"never")], Stop())
    link.write(b"abc", Deadline(0.1))
    assert link.read(Deadline(0.1)) == b"last words"
    with pytest.raises(DeviceGone):
        link.read(Deadline(0.1))
    assert link.left == 1


def test_answers_are_cut_into_pieces():
    link = DialogueLink([Turn(b"a", b"12345")], Stop(), piece=2)
    link.write(b"a", Deadline(0.1))
    assert [link.read(Deadline(0.1)) for _ in range(3)] == [b"12", b"34", b"5"]


def test_garbage_is_no_text_ends_its_line_and_is_the_same_every_time():
    said = []
    for _ in range(2):
        link = DialogueLink([Turn(b"a", Fault.GARBAGE)], Stop())
        link.write(b"a", Deadline(0.1))
        said.append(link.read(Deadline(0.1)))
    assert said[0] == said[1]
    assert said[0].endswith(b"\r\n")
    with pytest.raises(UnicodeDecodeError):
        said[0].decode()


def test_a_person_stops_it_in_the_middle_and_a_goodbye_is_still_taken():
    link = DialogueLink([Turn(b"a", Fault.STOP), Turn(b"exit\n", b"")], Stop())
    link.write(b"a", Deadline(0.1))
    with pytest.raises(Cancelled):
        link.read(Deadline(5))
    link.write(b"exit\n", Deadline(0.1))
    assert link.left == 0


def test_a_closed_link_says_no_more():
    link = DialogueLink([], Stop(), b"ready")
    link.close()
    with pytest.raises(DeviceGone):
        link.write(b"a", Deadline(0.1))
