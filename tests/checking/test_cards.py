"""What a card looks like: its words, its pictures and its size."""

import base64
import io
import re
import time

import numpy as np
import pytest
from PIL import Image

from course.checking import Case, Exercise, check, expect
from course.checking.contract.panels import CurvePanel, ImagePanel, compare
from course.checking.contract.verdict import Finding, Outcome, PartResult, Verdict
from course.checking.showing.card import COLOURS, VERDICT_MIME, Card, as_html, as_text
from course.checking.showing.drawing import draw
from tests.checking.reading import A_PICTURE, assert_reads, judged

MAX_CARD_BYTES = 300_000
RNG = np.random.default_rng(7)


def pictures(page):
    """The pictures on a card, as arrays."""
    data = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(item))).convert("RGB")) for item in data]


def card_of(*panels, parts=1):
    finding = Finding("It should be brighter.", panels=panels)
    findings = [Finding(f"{finding.message} {n}", panels=panels) for n in range(parts)]
    return as_html(
        Verdict(
            "t/e", "Title", tuple(PartResult(f"p{n}", 1, Outcome.FAILED, f) for n, f in enumerate(findings))
        )
    )


def test_a_wrong_picture_is_shown_beside_the_input_the_expected_one_and_the_difference():
    page = as_html(judged(lambda image: image * 3))
    assert 'alt="Side by side: the input, yours, expected, difference (yours - expected)"' in page
    assert len(pictures(page)) == 1


def test_yours_and_expected_share_one_grey_scale():
    _, yours, expected, _ = compare(A_PICTURE * 3, A_PICTURE * 2, A_PICTURE)
    assert (yours.low, yours.high) == (expected.low, expected.high) == (0, 141)


def test_arrays_too_small_for_a_picture_are_shown_as_numbers():
    exercise = Exercise("t/small", "Small")
    exercise.part("p")(lambda answer, case: expect.close(answer(), np.array([[1.0, 2.0]])))
    verdict = judged(lambda: np.array([[1.0, 3.0]]), exercise)
    assert_reads(verdict, Outcome.FAILED, "[[1. 2.]]", "[[1. 3.]]")
    assert pictures(as_html(verdict)) == []


NAN = A_PICTURE.copy()
NAN[0, 0], NAN[1, 1] = np.nan, np.inf
PANELS = {
    "bool": compare(A_PICTURE > 9, A_PICTURE > 20),
    "uint8": compare(A_PICTURE.astype("uint8"), A_PICTURE.astype("uint8") + 9),
    "uint16 and int8": compare(A_PICTURE.astype("uint16"), A_PICTURE.astype("int8")),
    "float16": compare(A_PICTURE.astype("float16"), A_PICTURE),
    "RGB": compare(RNG.random((9, 9, 3)), RNG.random((9, 9, 3))),
    "RGBA": compare(RNG.random((9, 9, 4)), RNG.random((9, 9, 4))),
    "one channel": (ImagePanel("x", A_PICTURE[..., None]),),
    "nan": (
        ImagePanel("x", NAN),
        ImagePanel("x", NAN, diverging=True),
        ImagePanel("x", np.dstack([NAN] * 3)),
    ),
    "nothing but nan": compare(A_PICTURE * np.nan, A_PICTURE * np.nan),
    "all equal": compare(np.ones((9, 9)), np.ones((9, 9))),
    "extreme": (ImagePanel("x", (RNG.random((9, 9)) - 0.5) * 2e308),),
    "empty": tuple(ImagePanel("x", np.zeros(shape)) for shape in [(0, 0), (0, 5), (5, 0), (0, 0, 3)]),
    "empty difference": (ImagePanel("x", np.zeros((0, 0)), diverging=True),),
    "one row": (ImagePanel("x", RNG.random((1, 4000))),),
    "points": (ImagePanel("x", A_PICTURE, points=np.array([[1, 2]])),),
    "curves": (CurvePanel("x", np.arange(3), {"a": np.arange(3)}, {"m": 1.0}, "grey level", "pixels"),),
    "no curves": (CurvePanel("x", np.arange(3)),),
}


@pytest.mark.parametrize("panels", PANELS.values(), ids=PANELS)
@pytest.mark.filterwarnings("error")
def test_every_kind_of_picture_can_be_drawn(panels):
    page = card_of(*panels)
    assert "No picture" not in page
    assert len(pictures(page)) == 1


def test_a_picture_that_cannot_be_drawn_does_not_take_the_words_away():
    page = card_of(CurvePanel("x", np.arange(3), {"a": np.arange(4)}))
    assert "It should be brighter." in page
    assert "No picture" in page
    assert "Traceback" not in page


@pytest.mark.parametrize("dtype", ["uint8", "float64"])
def test_a_huge_picture_makes_a_small_card_quickly(dtype):
    image = RNG.integers(0, 256, (4000, 4000)).astype(dtype)
    draw([ImagePanel("so that matplotlib is imported", A_PICTURE)])
    panels = compare(image, image[::-1], image)
    start = time.process_time()
    page = card_of(*panels)
    assert time.process_time() - start < 4
    assert len(page) < MAX_CARD_BYTES


@pytest.mark.parametrize("parts", [1, 4])
def test_pictures_of_noise_make_a_small_card_however_many_there_are(parts):
    noise = RNG.random((400, 400, 3))
    assert len(card_of(*compare(noise, noise[::-1], noise), parts=parts)) < MAX_CARD_BYTES


def test_one_wrong_pixel_of_a_million_is_seen_in_the_difference():
    image = np.zeros((1000, 1000))
    wrong = image.copy()
    wrong[500, 334] = 1
    (plain,) = pictures(card_of(compare(image, image)[-1]))
    (marked,) = pictures(card_of(compare(wrong, image)[-1]))
    orange = (np.abs(marked.astype(int) - (213, 94, 0)).sum(axis=2) < 60).sum()
    assert orange > 0
    assert (np.abs(plain.astype(int) - (213, 94, 0)).sum(axis=2) < 60).sum() == 0


def test_very_long_texts_are_cut():
    finding = Finding("It is wrong.", expected="1" * 10**6, got="2" * 10**6)
    verdict = Verdict("t/e", "T", (PartResult("p", 1, Outcome.FAILED, finding),))
    assert len(as_html(verdict)) < 5000
    assert len(as_text(verdict)) < 5000


def test_code_and_emphasis_are_shown_as_such_and_products_are_left_alone():
    finding = Finding("that is *equivariance*; `a*b*c` is code, 4 * 2 * 3 and h*w*c are products")
    shown = as_html(Verdict("t/e", "T", (PartResult("p", 1, Outcome.FAILED, finding),)))
    assert "<em>equivariance</em>" in shown
    assert ">a*b*c</code>" in shown and "4 * 2 * 3 and h*w*c" in shown


def test_what_a_learner_wrote_is_text_and_never_markup():
    def twice(image):
        raise ValueError("<script>alert(1)</script> & `<b>`")

    page = as_html(judged(twice), advice="<i>")
    assert "<script>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;" in page


def test_a_reason_that_holds_for_several_parts_is_given_once():
    assert as_text(judged(None)).count("is not written yet") == 1


def test_the_bundle_carries_the_verdict_for_a_grader():
    bundle = Card(judged(lambda image: image))._repr_mimebundle_()
    assert bundle[VERDICT_MIME]["exercise"] == "trial/twice"
    assert [part["outcome"] for part in bundle[VERDICT_MIME]["parts"]] == ["failed", "failed"]
    assert bundle["text/plain"].startswith("Twice as bright [trial/twice]: Not yet. 0 of 3 points")


def contrast(first, second):
    def luminance(colour):
        channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_white_letters_on_every_outcomes_colour_meet_wcag_aa(outcome):
    assert contrast("#ffffff", COLOURS[outcome]) >= 4.5


def test_check_prints_the_card_outside_a_notebook(capsys):
    assert check("trial/twice", lambda image: image * 3) is None
    shown = capsys.readouterr().out
    assert shown.startswith("Twice as bright [trial/twice]: Not yet. 0 of 3 points\n")
    assert 'Stuck? `hint("trial/twice")`' in shown


def test_a_public_check_takes_well_under_fifty_milliseconds():
    from course.exercises.welcome import describe

    def answer(image):
        return {"height": image.shape[0]}

    judged(answer, describe)
    start = time.process_time()
    as_html(judged(answer, describe))
    assert time.process_time() - start < 0.05


def test_case_inputs_read_as_attributes():
    case = Case("c", image=1)
    assert case.image == 1
    with pytest.raises(AttributeError, match="no input 'mask'"):
        case.mask
