"""The hostile class, graded once for all tests of this folder."""

from __future__ import annotations

import shutil

import pytest

from course.paths import solutions_folder
from tests.conftest import require_program
from tests.submissions.corpus import all_hostile
from tests.submissions.grading import Graded, grade_class
from tests.submissions.notebooks import MODULE


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    require_program("bwrap", "bubblewrap")
    folder = tmp_path_factory.mktemp("hostile")
    solutions = folder / "course" / "solutions"
    shutil.copytree(solutions_folder() / MODULE, solutions / MODULE)
    return grade_class(all_hostile(), folder, solutions=solutions, seed=11)
