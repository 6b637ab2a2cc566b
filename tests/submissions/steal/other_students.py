# attack: searches every folder it may read for other students' notebooks
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import sys

system = (sys.prefix, sys.base_prefix, "/proc", "/sys", "/usr", "/lib", "/lib64")
for folder, subfolders, files in os.walk("/"):
    subfolders[:] = [name for name in subfolders if not os.path.join(folder, name).startswith(system)]
    if any(name.endswith(".ipynb") for name in files):
        exec(RIGHT_ANSWER)
