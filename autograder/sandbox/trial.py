"""Whether the inner walls can be built here; run inside the outer ones by `insist_on_isolation`."""

from __future__ import annotations

import os
from dataclasses import asdict

from autograder.sandbox.inside import RUN, enter
from autograder.sandbox.limits import Limits


def main() -> None:
    """Build the walls around this process and end; an error is the answer."""
    folder = RUN / "trial"
    for part in ("kernel", "examiner", "files"):
        (folder / part).mkdir(parents=True)
    enter({"folder": "trial", "limits": asdict(Limits())})()
    os._exit(0)


if __name__ == "__main__":
    main()
