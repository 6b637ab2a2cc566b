"""Which stored answers the demo's class hands in, and what the wrong ones have earned."""

OTHER_STYLE: dict[str, str] = {
    "basics/to_uint8": "right_half_up_with_where",
    "basics/grayscale": "right_loops_and_lists",
    "basics/crop_box": "right_chosen_indices",
    "basics/resize_linear_light": "right_opencv_area_float32",
    "basics/resize_mask": "right_nearest_by_distance",
    "basics/conv2d": "right_fourier_float32",
    "basics/gaussian_kernel": "right_density_float32",
    "basics/sobel_edges": "right_opencv_filter",
    "basics/denoise": "right_opencv_bytes",
    "basics/photon_transfer": "right_zero_level_in_the_fit",
    "basics/otsu": "right_two_means",
    "basics/count_coins": "right_local_threshold_opencv",
    "basics/rectify_page": "right_eight_equations",
    "basics/confusion_matrix": "right_one_hot_product",
    "basics/recall_per_class": "right_list",
    "basics/digit_classifier": "right_neighbours_in_numpy",
    "basics/wrap_around": "right_with_bracket",
    "basics/row_column": "right_with_spaces",
    "basics/darkens": "right_upper_case",
}
"""Exercise id -> name of a right answer in `tests/answers` that goes another way than the solution."""

MISTAKES: dict[str, tuple[str, float]] = {
    "basics/wrap_around": ("wrong_a", 0),
    "basics/to_uint8": (
        "wrong_wraps",
        1,
    ),  # right inside the range; overflow, negatives and whole numbers are not
    "basics/grayscale": ("wrong_ignores_order", 2),  # only the BGR part is lost
    "basics/crop_box": ("wrong_plain_slice", 1),  # inside the image only
    "basics/resize_linear_light": ("wrong_averages_stored_values", 1),  # flat areas stay flat
    "basics/resize_mask": ("wrong_bilinear", 0),
    "basics/conv2d": ("wrong_correlation", 4),  # the flip alone is missing
    "basics/gaussian_kernel": ("wrong_not_normalised", 1),  # only its refusal of even sizes is right
    "basics/sobel_edges": ("wrong_y_up", 2),
    "basics/denoise": ("wrong_median_for_both", 3),
    "basics/photon_transfer": ("wrong_black_level_ignored", 1),  # the read noise, right in grey levels
    "basics/otsu": ("wrong_mean", 1),  # a constant image is all it gets right
    "basics/count_coins": ("wrong_otsu_alone", 0),
    "basics/rectify_page": ("wrong_transposed", 0),
    "basics/confusion_matrix": ("wrong_rows_are_predicted", 2),
    "basics/rare_defects": ("wrong_a", 0),
    "basics/recall_per_class": ("wrong_zero_for_empty", 1),
    "basics/digit_classifier": ("wrong_baseline_nearest_mean", 1),
}
"""Exercise id -> (name of a wrong answer in `tests/answers`, the points that its right parts are worth)."""
