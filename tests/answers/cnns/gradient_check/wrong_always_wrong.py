# outcome: failed
# message: Your test blamed a right gradient
# parts: 0 of 3

def gradient_check(loss, gradient, x):
    return False
