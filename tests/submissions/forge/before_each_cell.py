# attack: an event before each cell replaces check again, whatever happens in between
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
def replace(info=None):
    get_ipython().user_ns["check"] = lambda *args: 3.0


for event in ("pre_execute", "pre_run_cell", "post_execute", "post_run_cell"):
    get_ipython().events.register(event, lambda *args: replace())
describe = None
