# attack: looks beside the examiner's socket for the sockets of other notebooks
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import os
from pathlib import Path

own = Path(os.environ["WORKBOOK_EXAMINER"]).parent.parent
if [folder for folder in own.parent.iterdir() if folder != own]:
    exec(RIGHT_ANSWER)
