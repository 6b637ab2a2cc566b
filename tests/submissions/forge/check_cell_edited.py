# attack: writes full points in the place of the check
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
# remark: the check of welcome/describe had been edited
# cell: describe
def describe(image):
    return dict.fromkeys(["height", "width", "channels", "dtype", "low", "high"], -1)
# cell: check_describe
3.0
