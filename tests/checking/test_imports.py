"""Importing is light: nothing is loaded that a learner has not asked for."""

import subprocess
import sys

import pytest

import course


def loaded_after(statement):
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    return set(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_importing_the_package_loads_no_numpy():
    assert not {"numpy", "course.checking"} & loaded_after("import course")


def test_importing_the_check_engine_loads_no_heavy_library():
    heavy = {"matplotlib", "IPython", "skimage", "scipy", "cv2", "sklearn", "tensorflow", "PIL", "sqlalchemy"}
    assert not heavy & loaded_after("from course import check, hint, solution")


def test_lessons_import_line_works_in_one_statement():
    assert "course.data" in loaded_after("from course import check, data, hint, solution")


def test_the_package_lists_what_it_offers():
    assert {"check", "hint", "solution", "__version__"} <= set(dir(course))
    namespace = {}
    exec("from course import *", namespace)
    assert callable(namespace["check"])
    with pytest.raises(AttributeError, match="module 'course' has no attribute 'chekc'"):
        course.chekc
