# attack: updates one display for ever, which leaves a single output behind
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit|time limit
from IPython.display import clear_output, display

handle = display("start", display_id=True)
while True:
    handle.update("x" * 100_000)
    clear_output(wait=True)
