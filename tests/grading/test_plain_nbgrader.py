"""Nobody is locked in: plain `nbgrader autograde` grades these notebooks, on the public cases, with partial credit."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.build.build import write_sources
from autograder.nbgrader_course import course_config, generate_assignment, insist, nbgrader_api, quiet
from course.paths import modules_folder, solutions_folder
from tests.grading.classes import MODULE, PARTLY, RIGHT

NOISE = "\n\n_silent = describe\n\n\ndef describe(image):\n    import sys\n\n    print('noise', file=sys.stderr)\n"
NOISE += "    return _silent(image)\n"

ANSWERS = {"right": (RIGHT, 4), "partly": (PARTLY, 3), "noisy": (RIGHT + NOISE, 4), "untouched": (None, 1)}


@pytest.mark.slow
def test_plain_autograde_gives_full_partial_and_no_credit(tmp_path: Path) -> None:
    solutions = tmp_path / "solutions"
    shutil.copytree(solutions_folder() / MODULE, solutions / MODULE)
    write_sources(solutions, tmp_path / "source")
    for student, (answer, _) in ANSWERS.items():
        notebook = nbformat.read(modules_folder() / MODULE / "1_welcome.ipynb", as_version=4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id == "welcome--first_axis--answer":
                cell.source = 'first_axis = "b"'
            elif grade_id == "welcome--describe--answer" and answer:
                cell.source = answer
        folder = tmp_path / "submitted" / student / MODULE
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / "1_welcome.ipynb")

    config = course_config(tmp_path)
    generate_assignment(config, MODULE)
    with quiet():
        for student in ANSWERS:
            insist(nbgrader_api(config).autograde(MODULE, student), f"grade {student}")
        with Gradebook(config.CourseDirectory.db_url) as gradebook:
            scores = {student: gradebook.find_submission(MODULE, student).score for student in ANSWERS}
    assert scores == {student: points for student, (_, points) in ANSWERS.items()}
