# attack: opens a million channels to widgets that nobody sees
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit|time limit|memory limit
from comm import create_comm

while True:
    create_comm(target_name="jupyter.widget", data={"state": "x" * 10_000})
