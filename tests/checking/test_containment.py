"""What reaches stderr, and by which way, while a graded check runs: nothing."""

import ctypes
import io
import os
import sys

import pytest

from course.checking.running.containment import Printed, without_stderr


def write_everywhere(text):
    print(text, file=sys.stderr)
    os.write(2, text.encode())
    libc = ctypes.CDLL(None)
    libc.write(2, text.encode(), len(text))


def test_nothing_reaches_stderr_and_everything_does_afterwards(capfd):
    with without_stderr():
        write_everywhere("during")
    assert capfd.readouterr().err == ""
    write_everywhere("after")
    assert capfd.readouterr().err.count("after") == 3


def test_an_error_inside_leaves_stderr_as_it_was(capfd):
    with pytest.raises(ZeroDivisionError), without_stderr():
        1 / 0
    write_everywhere("after")
    assert capfd.readouterr().err.count("after") == 3


@pytest.mark.parametrize("stream", [None, io.StringIO()], ids=["none", "of C code"])
def test_a_stderr_without_attributes_of_its_own_will_do(stream, monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream)
    with without_stderr():
        os.write(2, b"during")


def test_printed_keeps_the_first_characters():
    printed = Printed(5)
    assert printed.write("abc") == 3
    assert printed.write("defghi") == 6
    printed.close()
    print("more", file=printed)
    assert printed.text == "abcde"
