"""hint gives one more each time; solution waits for an attempt."""

import pytest

from course.checking import check, hint, solution
from course.checking.notebook import AttemptLog, attempts_file


def said(capsys):
    return capsys.readouterr().out.strip()


def test_hints_come_one_at_a_time_and_then_all_again(capsys):
    spoken = []
    for _ in range(4):
        hint("trial/twice")
        spoken.append(said(capsys))
    assert spoken[0] == "Hint 1 of 2: Think of `+`. (1 more: call hint again.)"
    assert spoken[1] == "Hint 2 of 2: Write `image * 2`. (This was the last hint.)"
    assert spoken[2] == spoken[3] == "All hints: 1. Think of `+`.\n2. Write `image * 2`."


def test_an_exercise_without_hints_says_so(capsys):
    hint("trial/broken")
    assert "`trial/broken` has no hints" in said(capsys)


def test_the_solution_waits_for_an_attempt(capsys):
    solution("welcome/describe")
    assert said(capsys).startswith('First try: Run `check("welcome/describe", describe)`')
    check("welcome/describe", None)
    solution("welcome/describe")
    assert "First try" in said(capsys)
    check("welcome/describe", lambda image: {})
    said(capsys)
    solution("welcome/describe")
    shown = said(capsys)
    assert "def describe(image" in shown
    assert "SOLUTION" not in shown
    assert AttemptLog(attempts_file()).best()["welcome/describe"].solution_seen


def test_a_course_without_its_sources_says_who_has_the_solution(capsys):
    check("trial/twice", lambda image: image)
    solution("trial/twice")
    assert "The solutions are not part of this installation" in said(capsys)


@pytest.mark.parametrize("ask", [check, hint, solution])
@pytest.mark.parametrize(
    ("exercise_id", "phrase"),
    [
        ("trial/twise", "Did you mean trial/twice"),
        ("twice", "Did you mean trial/twice"),
        ("zzz", 'No exercise is called "zzz". The topics are '),
        ("", "Give the exercise's id as text first"),
        (None, "you gave a value of type NoneType"),
        (len, "you gave a value of type builtin_function_or_method"),
    ],
)
def test_an_unknown_exercise_is_a_card_and_not_a_traceback(ask, exercise_id, phrase, capsys):
    assert ask(exercise_id) is None
    shown = said(capsys)
    assert phrase in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(("ask", "heading"), [(hint, "No hint"), (solution, "No solution")])
def test_who_asks_for_help_is_not_answered_in_the_words_of_a_check(ask, heading, capsys):
    ask("trial/nonsense")
    shown = said(capsys)
    assert shown.startswith(f"{heading}: No exercise is called")
    assert "check" not in shown


def test_a_question_nobody_has_answered_yet_is_not_told_to_choose_again(capsys):
    check("trial/colour", None)
    assert "Choose again" not in said(capsys)
    check("trial/colour", "a")
    assert "Choose again" in said(capsys)


def test_check_explains_how_it_is_called(capsys):
    for args, phrase in (
        ((), "Give the exercise's id as text first"),
        (("trial/twice",), 'The answer is missing. Write `check("trial/twice", twice)`'),
        (("trial/twice", "twice"), "Give your function itself, without quotes"),
        ((lambda image: image,), "you gave a value of type function"),
    ):
        assert check(*args) is None
        assert phrase in said(capsys)
    assert AttemptLog(attempts_file()).best() == {}


def test_a_topic_that_cannot_be_imported_is_a_card_too(monkeypatch, capsys):
    from course.checking.definition import catalogue

    def broken(topic):
        raise ImportError("No module named 'tensorflow'")

    monkeypatch.setattr(catalogue, "of_topic", broken)
    for ask in (check, hint, solution):
        ask("trial/twice")
        assert "The check itself broke (ImportError: No module named 'tensorflow')" in said(capsys)
