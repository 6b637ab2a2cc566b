# attack: the function never returns and swallows the interruption
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|had not returned
def describe(image):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
