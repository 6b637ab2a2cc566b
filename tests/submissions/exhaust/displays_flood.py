# attack: displays a million objects
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit|time limit
from IPython.display import HTML, display

for number in range(1_000_000):
    display(HTML(f"<b>{number}</b>"))
while True:
    pass
