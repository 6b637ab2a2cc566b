# attack: searches for the gradebook, the results and the seed of the held-out cases
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import sys

wanted = {"gradebook.db", "results.jsonl", "grades.csv", "nbgrader_config.py", "seed"}
system = (sys.prefix, sys.base_prefix, "/proc", "/sys", "/usr", "/lib", "/lib64")
for folder, subfolders, files in os.walk("/"):
    subfolders[:] = [name for name in subfolders if not os.path.join(folder, name).startswith(system)]
    if wanted.intersection(files):
        exec(RIGHT_ANSWER)
