"""The page: complete, one file, and safe to open whatever learners wrote."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from autograder.report.records import BadResults, State, read_records
from autograder.report.report import write_report
from autograder.report.tally import tally
from autograder.report.views import module_view
from tests.report.generated_class import (
    MODULE,
    GeneratedClass,
    exercise,
    items,
    result,
    write_release,
    write_results,
    write_submission,
)
from tests.report.test_similarity import DISGUISED, ORIGINAL

ATTACK = "<script>document.title = 'stolen'</script><img src=x onerror=\"document.title = 'stolen'\">"


@pytest.fixture(scope="module")
def class_of_200(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    GeneratedClass(200).write(folder)
    write_report(folder)
    return folder


class Page(HTMLParser):
    """The visible text, and every attribute that makes a browser load or run something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.loads, self._silent = "", [], False
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("script", "style")
        for name, value in attributes:
            if name.startswith("on") or (
                name in ("src", "href", "srcset", "data", "action", "style")
                and not str(value).startswith("#")
            ):
                self.loads.append((tag, name, value))

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.text += " " if self._silent else data


def page_of(folder: Path) -> Page:
    return Page(write_report(folder).read_text(encoding="utf-8"))


def right(item, count: int = 2) -> dict:
    return exercise(item, np.repeat(True, count), np.random.default_rng(0))


def wrong(item, message: str, outcome: str = "failed") -> dict:
    made = exercise(item, np.repeat(False, 2), np.random.default_rng(0)) | {"outcome": outcome}
    made["parts"] = [part | {"message": message, "outcome": outcome} for part in made["parts"]]
    return made


def test_difficulties_are_those_the_class_was_made_with(class_of_200) -> None:
    (module,) = tally(read_records(class_of_200 / "results.jsonl"))
    view = module_view(module)
    errors = np.array(
        [shown.share - item.expected_share for shown, item in zip(view.exercises, items(), strict=True)]
    )
    # The same 200 people sit behind all 25 exercises, so that the errors go together: bound the largest only.
    assert np.abs(errors).max() < 4 * np.sqrt(0.25 / 200)
    assert all(sum(count for _, count in shown.states) == 200 for shown in view.exercises)
    assert all(shown.item_rest > 0.25 for shown in view.exercises)
    assert 0.88 < view.reliability.alpha < 0.97
    assert sum(bar.count for bar in view.bars) == 200


def test_an_exercise_whose_check_is_upside_down_is_named(tmp_path) -> None:
    results = list(GeneratedClass(100, items(10)).results())
    for entry in results:
        made = entry["exercises"][4]
        made["score"] = made["points"] - made["score"]
    write_results(tmp_path, results)
    text = page_of(tmp_path).text
    assert "To read again, because students who do well elsewhere do worse here: basics/exercise_04." in text
    assert text.count("Students who do well elsewhere do worse here. Read the task and the check again") == 1


def test_the_page_says_what_happened(tmp_path) -> None:
    first, second = items(2)
    write_results(
        tmp_path,
        [
            result("ada", [right(first), right(second)]),
            result("bob", [wrong(first, "`f` gives 3, not 4."), right(second)], remarks=["1_a: put back"]),
            result("cleo", [wrong(first, "`f` gives 7, not 9."), wrong(second, "No array.", "error")]),
            result("dan", [right(first), wrong(second, "", "not attempted")], days_late=2, penalty=1),
            result("eve", [wrong(first, "", "not attempted"), wrong(second, "", "not attempted")]),
            result("finn", [right(first), right(second)], failure="The disk was full."),
        ],
    )
    text = page_of(tmp_path).text
    for sentence in (
        "6 handed in",
        "1 student handed in without trying anything and is not part of the statistics: eve",
        "2 right · 2 wrong",
        "2 right · 1 error · 1 not tried",
        "2 × f gives 3, not 4. bob, cleo",
        "finn: The disk was full.",
        "dan: 2 days late, 1 point taken off",
        "1 × 1_a: put back bob",
        "The class is too small for this: 4 of at least 20",
        "no submitted notebooks, so nothing was compared",
        "not graded",
    ):
        assert sentence in text, sentence


def test_results_of_other_versions_are_read(tmp_path) -> None:
    least = {
        "student": "ada",
        "module": MODULE,
        "exercises": [{"exercise_id": "a/b", "outcome": "failed", "new": 1}],
    }
    more = result("bob", [right(items(1)[0])], surprise={"x": [1]}, days_late=None)
    more["exercises"][0]["reason"] = "the cell was stopped"
    write_results(tmp_path, [least, more])
    assert "2 handed in" in page_of(tmp_path).text


@pytest.mark.parametrize(
    ("score", "outcome", "state"),
    [
        (2, "passed", State.RIGHT),
        (1, "failed", State.PARTLY),
        (1, "error", State.PARTLY),
        (0, "failed", State.FAILED),
        (0, "error", State.ERROR),
        (0, "not attempted", State.NOT_TRIED),
    ],
)
def test_states(tmp_path, score: int, outcome: str, state: State) -> None:
    made = {"exercise_id": "a/b", "outcome": outcome, "score": score, "points": 2}
    write_results(tmp_path, [result("ada", [made])])
    (record,) = read_records(tmp_path / "results.jsonl")
    assert record.exercises[0].state is state


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, r"results\.jsonl does not exist.*workbook grade"),
        ("\n", r"results\.jsonl holds no results"),
        ('{"student": "ada", "module": "m"}\n{"student": ', r"results\.jsonl, line 2: not a result"),
        ('{"module": "m"}', r"line 1: not a result.*student"),
        ('{"student": "ada", "module": "m", "score": NaN}', "line 1.*finite"),
    ],
)
def test_broken_results_are_named(tmp_path, content: str | None, complaint: str) -> None:
    if content is not None:
        (tmp_path / "results.jsonl").write_text(content)
    with pytest.raises(BadResults, match=complaint):
        write_report(tmp_path)
    assert not (tmp_path / "report.html").exists()


@pytest.fixture
def attacked(tmp_path) -> Path:
    """A class in which every text that comes from learners tries to run something."""
    item = items(1)[0]
    attacks = {"parts": wrong(item, ATTACK)["parts"]}
    attacks["parts"][0]["name"] = ATTACK
    hostile = wrong(item, ATTACK) | attacks | {"exercise_id": f"basics/{ATTACK}"}
    results = [
        result(
            f"{ATTACK}{number}",
            [hostile],
            module=f"{ATTACK}m",
            remarks=[f"{ATTACK}`{ATTACK}`"],
            failure=failure,
        )
        for number, failure in enumerate(["", "", ATTACK])
    ]
    write_results(tmp_path, results)
    results = [result(name, [wrong(item, ATTACK)]) for name in ("ada", "bob")]
    with (tmp_path / "results.jsonl").open("a") as file:
        file.writelines(json.dumps(line) + "\n" for line in results)
    write_release(tmp_path, [item])
    for name, source in (("ada", ORIGINAL), ("bob", DISGUISED)):
        answers = {item.exercise_id: f"# {ATTACK}\n{source}"}
        write_submission(tmp_path, name, [item], answers)
    return tmp_path


def test_what_learners_write_stays_text(attacked) -> None:
    html = write_report(attacked).read_text(encoding="utf-8")
    page = Page(html)
    assert html.count("<script") == 1
    assert "<img" not in html
    assert page.loads == []
    # Name, part, message, remark, failure, exercise, module and the code of two answers all show it.
    assert page.text.count("document.title = 'stolen'") >= 12


@pytest.mark.parametrize(
    "cell",
    [
        {"source": "x = \ud800\n" + ORIGINAL},
        {"source": "\x00" + ORIGINAL},
        {"source": [1, None, "x"]},
        {"source": None},
        {"source": "x = [" * 30_000},
        {"metadata": {"nbgrader": ["solution"]}},
        {"metadata": None},
        {"metadata": {"nbgrader": {"solution": True, "grade_id": 7}}},
    ],
)
def test_one_odd_cell_does_not_cost_the_class_its_report(tmp_path, cell: dict) -> None:
    item = items(1)[0]
    odd = {"cell_type": "code", "source": ORIGINAL}
    odd["metadata"] = {"nbgrader": {"solution": True, "grade_id": f"basics--{item.name}--answer"}}
    write_release(tmp_path, [item])
    for name in ("ada", "bob", "odd"):
        write_submission(tmp_path, name, [item], {item.exercise_id: ORIGINAL if name == "ada" else DISGUISED})
    notebook = json.dumps({"cells": [odd | cell, "no cell", None]})
    next((tmp_path / "submitted" / "odd" / MODULE).iterdir()).write_text(notebook)
    write_results(
        tmp_path, [result(name, [wrong(item, "half a pair: \ud800")]) for name in ("ada", "bob", "odd")]
    )
    text = page_of(tmp_path).text
    assert "half a pair: ?" in text
    assert "ada, bob" in text.split("so look yourself")[1]


def test_the_page_loads_nothing_and_allows_only_its_own_script(class_of_200) -> None:
    html = (class_of_200 / "report.html").read_text(encoding="utf-8")
    assert Page(html).loads == []
    assert not re.search(r"url\(|@import|https?://", html)
    assert "default-src 'none'" in html


def test_the_file_is_replaced_whole(class_of_200) -> None:
    assert [path.name for path in class_of_200.glob("report.*")] == ["report.html"]


@pytest.mark.slow
def test_in_a_browser_nothing_runs_and_the_table_sorts(attacked, chromium) -> None:
    with (attacked / "results.jsonl").open("a") as file:
        file.write(json.dumps(result("zoe", [right(items(1)[0])], seconds=5.0)) + "\n")
    page = chromium.new_page()
    try:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(write_report(attacked).as_uri())
        assert page.title() == "Class report"
        assert complaints == []

        def times() -> list[str]:
            return page.locator("table.students tbody tr td:nth-last-child(2)").all_inner_texts()

        def press(column: str) -> None:
            page.get_by_role("button", name=column).click()

        press("run time")
        assert times()[-1] == "5 s"
        press("run time")
        assert times()[0] == "5 s"
        press("student")
        names = page.locator("table.students tbody td:first-child").all_inner_texts()
        assert names.index("zoe") < names.index("ada")
        # Without the security policy in the way either: text that learners wrote is no element.
        assert page.locator("main script, main img").count() == 0
        page.set_viewport_size({"width": 400, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
    finally:
        page.close()
