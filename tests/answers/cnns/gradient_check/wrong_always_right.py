# outcome: failed
# message: This got through your test: a wrong gradient
# parts: 1 of 3

def gradient_check(loss, gradient, x):
    return True
