"""The same mistake with other numbers is one group."""

import pytest

from autograder.report.messages import NAMES_KEPT, Grouped, normalised, without_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "`f(image)` gives 104 at (1, 2), where 124 is expected.",
            "`f(image)` gives 9 at (10, 33), where 0.5 is expected.",
        ),
        ("2,437 of the 2,456 values came out wrong.", "9 of the 12 values came out wrong."),
        ("holds labels: 90, 93, 96 and 16 more", "holds labels: 4, 5 and 2 more"),
        ("yours is -0.0090162", "yours is 2.5e-07"),
        ("between 87.9% and 93.0%", "between 5% and 7%"),
        ("spread over\n  lines", "spread over lines"),
    ],
)
def test_numbers_and_line_breaks_make_no_difference(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_words_make_a_difference() -> None:
    assert normalised("13 rows x 12 columns") != normalised("13 rows x 12 columns with 3 channels")
    assert normalised("`otsu(image)` is 3") != normalised("`sobel(image)` is 3")


def test_a_group_counts_students_not_messages_and_shows_the_first_word_for_word() -> None:
    grouped = Grouped()
    grouped.add("ada", ("3 are wrong", "4 are wrong", "no array"))
    grouped.add("kim", ("5 are wrong",))
    wrong, no_array = grouped.most_common()
    assert (wrong.example, wrong.count, wrong.students) == ("3 are wrong", 2, ["ada", "kim"])
    assert (no_array.example, no_array.count) == ("no array", 1)


def test_a_large_group_names_some_and_counts_the_rest() -> None:
    grouped = Grouped()
    for number in range(NAMES_KEPT + 5):
        grouped.add(f"student {number}", ("wrong",))
    (group,) = grouped.most_common()
    assert (group.count, len(group.students), group.more) == (NAMES_KEPT + 5, NAMES_KEPT, 5)


def test_the_same_repair_in_two_places_is_one_kind() -> None:
    one = "1_pixels: the check of basics/otsu was missing: put back"
    other = "2_filters: the check of basics/conv2d was missing: put back"
    assert without_place(one) == without_place(other)
    assert without_place("1_a, cell 3: stopped") == without_place("2_b, cell 14: stopped")
    assert without_place(one) != without_place("1_pixels: the check of basics/otsu stands twice")
