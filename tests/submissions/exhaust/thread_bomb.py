# attack: starts threads for ever
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|memory limit|kernel died
import threading

forever = threading.Event()
while True:
    try:
        threading.Thread(target=forever.wait, daemon=True).start()
    except RuntimeError:
        pass
