"""What it is all for: TensorFlow is there at once, and works."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from course.warm_kernel.client import ForkServer
from course.warm_kernel.server import MODULES
from tests.warm_kernel.kernels import Servers, kernel

pytestmark = pytest.mark.slow


@pytest.fixture
def complete(shared_servers: Servers, use) -> ForkServer:
    server = shared_servers.server("complete", modules=",".join(MODULES))
    use(server)
    return server


def test_the_server_has_imported_everything_and_run_nothing(
    complete: ForkServer, shared_servers: Servers
) -> None:
    with kernel() as one:
        assert (
            one.run("import sys; print({'tensorflow', 'keras', 'cv2', 'sklearn'} <= set(sys.modules))")
            == "True"
        )
        # The child is as its server was: it has not touched TensorFlow yet.
        assert one.run("from tensorflow.python.eager import context; print(context._context)") == "None"
        log = (shared_servers.folder / "complete.log").read_text()
        assert "is not there" not in log
        assert "Traceback" not in log


def test_operations_training_and_two_kernels_at_once_work(complete: ForkServer) -> None:
    train = """
        import tensorflow as tf, numpy as np
        model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        model.fit(np.ones((8, 2)), np.ones((8, 1)), verbose=0)
        print(float(tf.reduce_sum(tf.ones((3, 3)))), model.predict(np.ones((2, 2)), verbose=0).shape)
    """
    with kernel() as one, kernel() as other:
        for each in (one, other):
            assert each.run(textwrap.dedent(train)) == "9.0 (2, 1)"


def test_libraries_imported_before_follow_the_kernels_environment(
    complete: ForkServer, tmp_path: Path
) -> None:
    asked = """
        import tempfile
        import matplotlib.pyplot as plt
        plt.figure()
        print(plt.get_backend(), tempfile.gettempdir())
    """
    with kernel() as usual, kernel(environment={"MPLBACKEND": "svg", "TMPDIR": str(tmp_path)}) as other:
        assert "inline" in usual.run(textwrap.dedent(asked))
        assert other.run(textwrap.dedent(asked)) == f"svg {tmp_path}"


def test_two_kernels_start_their_models_from_different_weights(complete: ForkServer) -> None:
    draw = "import tensorflow as tf; print(tf.random.uniform(()).numpy())"
    with kernel() as one, kernel() as other:
        assert one.run(draw) != other.run(draw)


def test_an_operation_that_has_run_is_seen(complete: ForkServer) -> None:
    asked = "from course.warm_kernel.server import tensorflow_has_run; print(tensorflow_has_run())"
    with kernel() as one:
        assert one.run(asked) == "False"
        one.run("import tensorflow as tf; tf.ones(3)")
        assert one.run(asked) == "True"
