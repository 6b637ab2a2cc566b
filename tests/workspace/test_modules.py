import pytest

from course.errors import WorkbookError
from course.workspace.lab import check_port, first_notebook
from course.workspace.modules import find_file, find_module
from tests.workspace.conftest import Course


@pytest.mark.parametrize("name", ["01_basics", "01", "1", "basics", "BASICS", "01_basics/", " basics "])
def test_modules_go_by_name_number_and_topic(course: Course, name: str):
    assert find_module(name, course.modules).name == "01_basics"


def test_an_unknown_module_gets_the_list_and_the_nearest(course: Course):
    with pytest.raises(WorkbookError) as caught:
        find_module("basic", course.modules)
    assert 'There is no module "basic".' in str(caught.value)
    assert "Did you mean 01_basics?" in str(caught.value)
    assert "00_welcome, 01_basics, 02_faces" in str(caught.value)


def test_an_ambiguous_module_is_not_guessed(course: Course):
    (course.modules / "02_faces").rename(course.modules / "02_basics")
    with pytest.raises(WorkbookError, match="several modules: 01_basics, 02_basics"):
        find_module("basics", course.modules)


@pytest.mark.parametrize(
    "name",
    [
        "01_basics/1_pixels",
        "01_basics/1_pixels.ipynb",
        "01_basics\\1_pixels.ipynb",
        "basics/1_pixels",
        "1/1_pixels",
        "1_pixels",
        "1_pixels.ipynb",
        "1_Pixels",
        "./1_pixels.ipynb",
        "workspace/01_basics/1_pixels.ipynb",
        "modules/01_basics/1_pixels.ipynb",
    ],
)
def test_notebooks_go_by_many_names(course: Course, name: str):
    assert str(find_file(name, course.modules, course.workspace)) == "01_basics/1_pixels.ipynb"


def test_notebooks_go_by_paths(course: Course, monkeypatch):
    inside = course.workspace / "02_faces"
    inside.mkdir(parents=True)
    assert str(find_file(str(inside / "2_filters.ipynb"), course.modules, course.workspace)).startswith("02")
    monkeypatch.chdir(inside)
    assert str(find_file("2_filters.ipynb", course.modules, course.workspace)).startswith("02_faces")


def test_other_files_go_by_their_whole_name(course: Course):
    assert str(find_file("cat.txt", course.modules, course.workspace)) == "01_basics/pictures/cat.txt"


def test_an_ambiguous_notebook_is_not_guessed(course: Course):
    with pytest.raises(WorkbookError, match=r"01_basics/2_filters\.ipynb, 02_faces/2_filters\.ipynb"):
        find_file("2_filters", course.modules, course.workspace)


@pytest.mark.parametrize("name", ["1_pixel", "01_basics/1_pxels", "1_pixls.ipynb"])
def test_an_unknown_notebook_gets_the_list_and_the_nearest(course: Course, name: str):
    with pytest.raises(WorkbookError) as caught:
        find_file(name, course.modules, course.workspace)
    assert "Did you mean 01_basics/1_pixels.ipynb?" in str(caught.value)
    assert "02_faces/1_detect\n" in str(caught.value)


@pytest.mark.parametrize("name", ["", "/", "..", "99_nothing/1_pixels"])
def test_names_of_nothing(course: Course, name: str):
    with pytest.raises(WorkbookError, match="There is no notebook"):
        find_file(name, course.modules, course.workspace)


def test_the_course_begins_with_the_welcome(course: Course):
    assert first_notebook(course.modules) == "00_welcome/1_hello.ipynb"
    assert first_notebook(course.modules, "faces") == "02_faces/1_detect.ipynb"


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_impossible_ports(port: int):
    with pytest.raises(WorkbookError, match=f"no port {port}"):
        check_port(port)
