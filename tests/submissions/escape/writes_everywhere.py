# attack: writes to every folder it knows; two of them are its own, the others must not take it
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import sys
import sysconfig
from pathlib import Path

import course

package = Path(course.__file__).parent
folders = [package, package / "checking", package / "checking" / "__pycache__", package / "exercises", package.parent]
folders += [Path(sys.prefix), Path(sys.base_prefix), *map(Path, sysconfig.get_paths().values())]
folders += [Path(name) for name in ("/", "/etc", "/usr/bin", "/run", "/var/tmp", "/root", "/home", "/mnt", "/dev")]
folders += [Path(os.environ["WORKBOOK_EXAMINER"]).parent, Path(os.environ["WORKBOOK_EXAMINER"]).parent.parent]
for folder in folders:
    try:
        (folder / "workbook-escape-everywhere").write_text("here")
    except OSError:
        continue
    exec(RIGHT_ANSWER)
