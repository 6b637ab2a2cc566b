# attack: removes the examiner's address, so that the check judges in this process, on public cases
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
import os

del os.environ["WORKBOOK_EXAMINER"]
exec(RIGHT_ANSWER)
