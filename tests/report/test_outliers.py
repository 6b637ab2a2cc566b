"""Unusual students are found, usual ones are left alone."""

import json

import numpy as np
import pytest

from autograder.report.outliers import Outlier, caution_index, find_outliers
from autograder.report.records import read_records
from autograder.report.tally import tally
from tests.report.generated_class import GeneratedClass, exercise, items, result, write_results

ALL = items(20)


def outliers(tmp_path, results: list[dict]) -> list[Outlier]:
    write_results(tmp_path, results)
    (module,) = tally(read_records(tmp_path / "results.jsonl"))
    return find_outliers(module)


def student(name: str, right: list[bool], **fields) -> dict:
    rng = np.random.default_rng(0)
    return result(
        name, [exercise(item, np.repeat(ok, 2), rng) for item, ok in zip(ALL, right, strict=True)], **fields
    )


def test_easy_wrong_and_hard_right_is_named_with_the_exercises(tmp_path) -> None:
    usual = list(GeneratedClass(60, ALL).results())
    reverse = student("ruth", [False] * 10 + [True] * 10)
    sentences = [found.sentence for found in outliers(tmp_path, [*usual, reverse]) if found.student == "ruth"]
    assert len(sentences) == 1
    assert sentences[0].startswith("Solved basics/exercise_19")
    assert "got nothing for basics/exercise_0" in sentences[0]


def test_a_usual_class_is_left_alone(tmp_path) -> None:
    named = sum(
        len(outliers(tmp_path, list(GeneratedClass(200, ALL, seed=seed).results()))) for seed in range(5)
    )
    assert named <= 10  # of 1,000 students: one in a hundred


@pytest.mark.parametrize(("seconds", "words"), [(400.0, "10.0 times as long"), (2.0, "only 5% as long")])
def test_a_far_off_run_time_is_named(tmp_path, seconds: float, words: str) -> None:
    usual = [
        entry | {"seconds": 40 + number % 5 - 2}
        for number, entry in enumerate(GeneratedClass(30, ALL).results())
    ]
    found = outliers(tmp_path, [*usual, student("timo", [True] * 10 + [False] * 10, seconds=seconds)])
    assert [words in outlier.sentence for outlier in found if outlier.student == "timo"] == [True]


def test_a_score_far_below_the_others_is_named(tmp_path) -> None:
    usual = [
        student(f"s{number}", [True] * (20 - number % 3) + [False] * (number % 3)) for number in range(30)
    ]
    found = outliers(tmp_path, [*usual, student("lea", [True] * 3 + [False] * 17)])
    assert [outlier.student for outlier in found] == ["lea"]
    assert "far below the others" in found[0].sentence


def test_below_a_class_with_full_marks_only_a_really_low_score_is_named(tmp_path) -> None:
    usual = [student(f"s{number}", [True] * 20) for number in range(30)]
    nearly = student("nora", [True] * 18 + [False] * 2)
    assert [outlier.student for outlier in outliers(tmp_path, [*usual, nearly])] == []
    low = student("lea", [True] * 5 + [False] * 15)
    assert [outlier.student for outlier in outliers(tmp_path, [*usual, nearly, low])] == ["lea"]


def test_a_small_class_has_no_outliers(tmp_path) -> None:
    usual = [student(f"s{n}", [True] * (20 - n % 3) + [False] * (n % 3), seconds=40 + n) for n in range(10)]
    lea = student("lea", [False] * 19 + [True], seconds=4000)
    assert outliers(tmp_path, [*usual, lea]) == []
    assert len(outliers(tmp_path, [*usual, *usual, lea])) == 3  # pattern, score and run time


def test_whoever_tried_nothing_is_no_outlier(tmp_path) -> None:
    usual = [
        student(f"s{number}", [True] * (20 - number % 3) + [False] * (number % 3)) for number in range(30)
    ]
    blank = json.loads(json.dumps(student("noel", [False] * 20)).replace('"failed"', '"not attempted"'))
    assert outliers(tmp_path, [*usual, blank]) == []


def test_the_caution_index_runs_from_the_usual_order_to_its_reverse() -> None:
    difficulty = np.array([0.9, 0.7, 0.5, 0.2])
    index = caution_index(np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [1, 1, 1, 1]]), difficulty)
    assert index[:2] == pytest.approx([0, 1])
    assert 0 < index[2] < 1
    assert np.isnan(index[3])
