"""Copies are found through new names, comments and layout; what a task explains is left alone."""

from pathlib import Path

import pytest

from autograder.report.fingerprints import runs, tokens_of
from autograder.report.side_by_side import compare
from autograder.report.similarity import Similarities, find_similar
from tests.report.generated_class import (
    LESSON,
    MODULE,
    GeneratedClass,
    Item,
    answer,
    items,
    stub,
    write_release,
    write_submission,
)

ITEM = Item("otsu", 0.0)

ORIGINAL = '''\
def otsu(image):
    """Return the threshold."""
    counts, edges = np.histogram(image.ravel(), bins=256)
    centres = (edges[:-1] + edges[1:]) / 2
    weight_below = np.cumsum(counts)
    weight_above = np.cumsum(counts[::-1])[::-1]
    mean_below = np.cumsum(counts * centres) / weight_below
    mean_above = (np.cumsum((counts * centres)[::-1]) / weight_above[::-1])[::-1]
    between = weight_below[:-1] * weight_above[1:] * (mean_below[:-1] - mean_above[1:]) ** 2
    return centres[np.argmax(between)]
'''

DISGUISED = """\
def otsu( picture ):
    "finds t"
    # first the histogram
    h, e = np.histogram(picture.ravel(),
                        bins=256)
    c = (e[:-1] + e[1:]) / 2

    w0 = np.cumsum(h)       # background
    w1 = np.cumsum(h[::-1])[::-1]
    m0 = np.cumsum(h * c) / w0
    m1 = (np.cumsum((h * c)[::-1]) / w1[::-1])[::-1]
    variance = w0[:-1] * w1[1:] * (m0[:-1] - m1[1:]) ** 2
    return c[np.argmax(variance)]
"""

ANOTHER_WAY = """\
def otsu(image):
    best, threshold = -1.0, 0
    for t in np.unique(image)[:-1]:
        dark, bright = image[image <= t], image[image > t]
        score = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
        if score > best:
            best, threshold = score, t
    return threshold
"""


def similar(folder: Path, answers: dict[str, str], item: Item = ITEM) -> Similarities:
    """Hand in one answer a student, in a class of 30 others who each wrote their own."""
    write_release(folder, [item])
    others = {f"other_{n:02d}": answer(item, f"nobody like {n}", seed=n, spelled=n) for n in range(30)}
    for student, source in (others | answers).items():
        write_submission(folder, student, [item], {item.exercise_id: source})
    return find_similar(folder / "submitted", folder / "release", MODULE)


def test_names_comments_docstrings_and_layout_do_not_count(tmp_path) -> None:
    found = similar(tmp_path, {"ada": ORIGINAL, "bob": DISGUISED, "cleo": ANOTHER_WAY})
    assert [alike.students for alike in found.alike] == [("ada", "bob")]
    (match,) = found.alike[0].matches
    assert (match.exercise_id, match.share) == ("basics/otsu", 1.0)


def test_a_copy_with_lines_added_and_one_changed_is_found(tmp_path) -> None:
    changed = DISGUISED.replace("    variance =", "    print('here', h.sum())\n    variance =").replace(
        "bins=256", "bins=200 + 56"
    )
    found = similar(tmp_path, {"ada": ORIGINAL, "bob": changed})
    assert [alike.students for alike in found.alike] == [("ada", "bob")]


def test_a_group_is_one_entry(tmp_path) -> None:
    found = similar(tmp_path, {"ada": ORIGINAL, "bob": DISGUISED, "cleo": ORIGINAL + "\n# mine\n"})
    assert [alike.students for alike in found.alike] == [("ada", "bob", "cleo")]


def test_what_everybody_was_given_does_not_count(tmp_path) -> None:
    body = "\n".join(LESSON.splitlines()[1:])
    copied_from_the_lesson = f"def otsu(image, size=3):\n{body}\n"
    found = similar(tmp_path, {"ada": copied_from_the_lesson, "bob": copied_from_the_lesson})
    assert found.alike == ()


def test_a_short_standard_answer_does_not_count(tmp_path) -> None:
    short = "def otsu(image, size=3):\n    return np.clip(np.round(image * 255), 0, 255).astype(np.uint8)\n"
    assert similar(tmp_path, {"ada": short, "bob": short, "cleo": short}).alike == ()


def test_untouched_answers_are_not_compared(tmp_path) -> None:
    found = similar(tmp_path, {name: stub(ITEM) for name in ("ada", "bob")})
    assert (found.compared, found.alike) == (30, ())


def test_what_many_write_is_one_line_and_no_pairs(tmp_path) -> None:
    found = similar(tmp_path, {f"s{number}": ORIGINAL for number in range(10)})
    assert found.alike == ()
    assert [(len(group.students), group.exercise_ids) for group in found.same] == [(10, ("basics/otsu",))]


def test_a_group_of_five_is_still_named_in_a_small_class(tmp_path) -> None:
    names = ("ada", "bob", "cleo", "dan", "eve")
    found = similar(tmp_path, dict.fromkeys(names, ORIGINAL))
    assert [alike.students for alike in found.alike] == [names]


@pytest.mark.parametrize(
    "broken", ["{}\n    if (", "{}\n  wrong_indentation = 1", "%matplotlib inline\n{}\n!ls"]
)
def test_an_answer_that_is_no_python_is_still_compared(tmp_path, broken: str) -> None:
    found = similar(tmp_path, {"ada": broken.format(ORIGINAL), "bob": DISGUISED})
    assert [alike.students for alike in found.alike] == [("ada", "bob")]


def test_an_unreadable_notebook_disturbs_nobody(tmp_path) -> None:
    similar(tmp_path, {"ada": ORIGINAL, "bob": DISGUISED, "tara": "x = 1"})
    for path in (tmp_path / "submitted" / "tara" / MODULE).iterdir():
        path.write_bytes(path.read_bytes()[:50])
    found = find_similar(tmp_path / "submitted", tmp_path / "release", MODULE)
    assert [alike.students for alike in found.alike] == [("ada", "bob")]


def test_different_library_calls_are_different_work() -> None:
    sort, clip = tokens_of("a = np.sort(b)"), tokens_of("a = np.clip(b)")
    assert sort.codes.tolist() != clip.codes.tolist()
    assert tokens_of("x = numpy.sort(y)").codes.tolist() == sort.codes.tolist()
    assert tokens_of("a = max(b)").codes.tolist() != tokens_of("a = min(b)").codes.tolist()
    assert tokens_of("if a: b").codes.tolist() != tokens_of("while a: b").codes.tolist()


def test_a_docstring_is_no_part_of_an_answer_but_a_text_in_it_is() -> None:
    bare = tokens_of("def f(x):\n    return x").codes.tolist()
    assert tokens_of('def f(x):\n    """What it does."""\n    return x').codes.tolist() == bare
    assert tokens_of("a = 'x'").codes.tolist() != tokens_of("a = b").codes.tolist()


def test_fewer_tokens_than_a_run_have_no_fingerprint() -> None:
    assert len(runs(tokens_of("a = b"))) == 0
    assert len(runs(tokens_of(""))) == 0


def test_of_a_class_of_200_the_copies_come_first(tmp_path) -> None:
    made = GeneratedClass(200, items(12))
    names = made.names()
    copies = {names[20]: names[10], names[150]: names[90], names[7]: names[199]}
    made.write(tmp_path, copies=copies)
    found = find_similar(tmp_path / "submitted", tmp_path / "release", MODULE)
    assert {alike.students for alike in found.alike[:3]} == {tuple(sorted(pair)) for pair in copies.items()}
    assert len(found.alike) < 20


def test_side_by_side_marks_the_shared_lines_and_no_others(tmp_path) -> None:
    with_own_line = DISGUISED.replace(
        "    variance =", "    own = [v for v in h if v % 7 == 3][:5] or None\n    variance ="
    )
    found = similar(tmp_path, {"ada": ORIGINAL, "bob": with_own_line})
    (comparison,) = compare(found.alike[0], tmp_path / "submitted", MODULE, most=3)
    marked = {line.text.strip(): line.shared for line in comparison.right}
    assert marked["m0 = np.cumsum(h * c) / w0"]
    assert not marked["# first the histogram"]
    assert not marked["own = [v for v in h if v % 7 == 3][:5] or None"]
    assert "\n".join(line.text for line in comparison.left) == ORIGINAL.rstrip("\n")
