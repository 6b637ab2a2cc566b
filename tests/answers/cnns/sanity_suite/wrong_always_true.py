# outcome: failed
# message: should be False
# parts: 1 of 4
def sanity_suite(start_loss, train, images, labels):
    return {"start": True, "learns": True, "control": True}
