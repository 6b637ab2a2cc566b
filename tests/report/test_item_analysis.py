"""The statistics against formulas, against NumPy, and against classes whose truth is known."""

import numpy as np
import pytest

from autograder.report.item_analysis import cronbach_alpha, item_rest_correlation, upper_lower_index


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def parallel_exercises(rng: np.random.Generator, students: int, exercises: int, noise: float) -> np.ndarray:
    """Scores (N, K) = ability + noise; every exercise has the same reliability 1 / (1 + noise²)."""
    return rng.normal(size=(students, 1)) + noise * rng.normal(size=(students, exercises))


def test_item_rest_is_the_correlation_with_the_sum_of_the_others(rng) -> None:
    scores = parallel_exercises(rng, 50, 6, 1.5)
    expected = [np.corrcoef(scores[:, k], np.delete(scores, k, axis=1).sum(axis=1))[0, 1] for k in range(6)]
    assert item_rest_correlation(scores) == pytest.approx(expected)


def test_an_exercise_against_the_trend_comes_out_negative(rng) -> None:
    scores = parallel_exercises(rng, 100, 6, 0.5)
    scores[:, 2] *= -1
    signs = np.sign(item_rest_correlation(scores))
    assert signs.tolist() == [1, 1, -1, 1, 1, 1]


def test_no_correlation_for_a_small_class_or_an_exercise_without_spread(rng) -> None:
    assert np.isnan(item_rest_correlation(parallel_exercises(rng, 19, 6, 1))).all()
    scores = parallel_exercises(rng, 20, 6, 1)
    scores[:, 4] = 0.1 + 0.2
    assert np.isnan(item_rest_correlation(scores)).tolist() == [False] * 4 + [True, False]


def test_upper_lower_compares_the_best_with_the_weakest_27_percent() -> None:
    scores = np.zeros((100, 2))
    scores[:50, 0] = 4  # half the class has all four points there ...
    scores[:, 1] = np.linspace(1, 0, 100)  # ... and the rest of the total keeps the order
    assert upper_lower_index(scores, np.array([4.0, 1.0]))[0] == pytest.approx(1)
    top_minus_bottom = scores[:27, 1].mean() - scores[-27:, 1].mean()
    assert upper_lower_index(scores, np.array([4.0, 1.0]))[1] == pytest.approx(top_minus_bottom)


def test_upper_lower_does_not_depend_on_the_order_of_the_class_list(rng) -> None:
    scores = rng.integers(0, 2, size=(60, 4)).astype(float)  # totals 0 to 4: many ties
    points = np.ones(4)
    shuffled = scores[rng.permutation(60)]
    assert upper_lower_index(shuffled, points) == pytest.approx(upper_lower_index(scores, points))


def test_upper_lower_needs_a_class_and_a_spread(rng) -> None:
    assert np.isnan(upper_lower_index(rng.random((39, 3)), np.ones(3))).all()
    assert np.isnan(upper_lower_index(np.ones((80, 3)), np.ones(3))).all()


def test_alpha_of_parallel_exercises_is_what_spearman_and_brown_foretell(rng) -> None:
    single = 1 / (1 + 2**2)
    expected = 10 * single / (1 + 9 * single)
    found = cronbach_alpha(parallel_exercises(rng, 20_000, 10, 2))
    assert found is not None
    assert found.alpha == pytest.approx(expected, abs=0.01)


def test_the_interval_of_alpha_holds_the_truth_19_times_in_20(rng) -> None:
    single = 1 / (1 + 2**2)
    truth = 8 * single / (1 + 7 * single)
    inside = 0
    for _ in range(400):
        found = cronbach_alpha(parallel_exercises(rng, 40, 8, 2))
        inside += found.low <= truth <= found.high
    assert 0.92 <= inside / 400 <= 0.98  # 0.95 plus and minus three standard errors


def test_no_alpha_where_it_means_nothing(rng) -> None:
    assert cronbach_alpha(parallel_exercises(rng, 19, 8, 1)) is None
    assert cronbach_alpha(parallel_exercises(rng, 50, 2, 1)) is None
    assert cronbach_alpha(np.ones((50, 8))) is None
