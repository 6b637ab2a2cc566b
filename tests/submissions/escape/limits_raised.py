# attack: raises its own limits
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
import resource

for name in ("RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_MEMLOCK"):
    kind = getattr(resource, name)
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        continue
    exec(RIGHT_ANSWER)
try:
    os.nice(-10)
    exec(RIGHT_ANSWER)
except OSError:
    pass
