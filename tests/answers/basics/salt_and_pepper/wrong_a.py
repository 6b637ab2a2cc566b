# outcome: failed
# message: Not a: the mean does not vote
salt_and_pepper = "a"
