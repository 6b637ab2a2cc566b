# attack: patches the function that shows errors, so that a failing check leaves no trace (nbgrader 1324)
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
get_ipython().showtraceback = get_ipython()._showtraceback = lambda *args, **kwargs: None
get_ipython().set_custom_exc((BaseException,), lambda *args, **kwargs: None)


def describe(image):
    return dict.fromkeys(["height", "width", "channels", "dtype", "low", "high"], -1)
