# outcome: failed
# message: Not c: it is the other way round
salt_and_pepper = "c"
