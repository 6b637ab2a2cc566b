# attack: a function that never returns runs when Python ends, beside a right answer
# expected: describe 3 of 3, first_axis 1 of 1
import atexit
import threading


@atexit.register
def stay():
    while True:
        try:
            threading.Event().wait()
        except BaseException:
            continue


threading.Thread(target=stay).start()
exec(RIGHT_ANSWER)
